import { randomUUID } from "node:crypto";
import type { Delivery, Target } from "../integration/targets";
import { AwsError } from "../protocol/aws-error";
import { tooLarge } from "./errors";
import { parseFunctionName } from "./functions/function-name";
import { mostAsyncBytes } from "./invocations/async-event";
import type { LambdaContext } from "./lambda-context";

/** Functions as other services deliver to them: an asynchronous invocation. */
export function functionTarget({ functions, events }: Pick<LambdaContext, "functions" | "events">): Target {
  return {
    async deliver({ arn, body }: Delivery): Promise<void> {
      const [, , , region = ""] = arn.split(":");
      const { name, qualifier } = parseFunctionName(arn);
      functions.resolve(name, qualifier, region, 1);
      const payload = Buffer.from(body);
      if (payload.length > mostAsyncBytes) {
        throw tooLarge(
          `${payload.length} byte payload is too large for the Event invocation type (limit ${mostAsyncBytes} bytes)`,
        );
      }
      try {
        JSON.parse(body);
      } catch {
        throw new AwsError("InvalidRequestContentException", "Could not parse request body into json.", 400, {
          Type: "User",
        });
      }
      events.add({ name, qualifier, region, requestId: randomUUID(), payload });
    },
  };
}

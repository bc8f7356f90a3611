import { randomUUID } from "node:crypto";
import type { Delivery, Target } from "../integration/targets";
import { AwsError } from "../protocol/aws-error";
import type { LogStore } from "./log-store";

/** A log group as the target of rules and schedules: each event is written to a stream of its own. */
export class LogTarget implements Target {
  constructor(private readonly logs: LogStore) {}

  /** @throws AwsError ResourceNotFoundException */
  async deliver({ arn, body }: Delivery): Promise<void> {
    const [, group] = /^arn:[^:]+:logs:[^:]*:\d*:log-group:([^:]+)(?::\*)?$/.exec(arn) ?? [];
    if (group === undefined) {
      throw new AwsError("InvalidParameterException", `${arn} is not the ARN of a log group.`);
    }
    const stream = randomUUID();
    this.logs.group(group);
    this.logs.createStream(group, stream);
    this.logs.put(group, stream, [eventOf(body)]);
  }
}

/** What an input transformer made for a log group has its own time, in milliseconds since 1970, and message. */
function eventOf(body: string): { timestamp: number; message: string } {
  let made: unknown;
  try {
    made = JSON.parse(body);
  } catch {
    // a text is a message as it is
  }
  const { timestamp, message } = (made ?? {}) as { readonly timestamp?: unknown; readonly message?: unknown };
  return typeof timestamp === "number" && typeof message === "string"
    ? { timestamp, message }
    : { timestamp: Date.now(), message: body };
}

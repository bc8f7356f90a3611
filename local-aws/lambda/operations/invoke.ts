import type { InvokeCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { AwsError } from "../../protocol/aws-error";
import type { RequestContext } from "../../protocol/service";
import { invalidParameter, tooLarge } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import { mostAsyncBytes } from "../invocations/async-event";
import type { LambdaContext } from "../lambda-context";
import { largestPayload } from "../running/runtime-api";

/** At the door the payload is bytes, whatever the SDK takes for it. */
type Input = Omit<InvokeCommandInput, "Payload"> & { readonly Payload?: unknown };
type Output = Omit<InvokeCommandOutput, "$metadata">;

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export async function invoke(context: LambdaContext, input: Input, request: RequestContext): Promise<Output> {
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "", input.Qualifier);
  const { functions } = context;
  const { version } = functions.resolve(name, qualifier, request.region, 1);
  const payload = payloadOf(input.Payload as Uint8Array | undefined);
  const type = input.InvocationType ?? "RequestResponse";
  const most = type === "Event" ? mostAsyncBytes : largestPayload - 100;
  if (payload.length > most) {
    throw tooLarge(`${payload.length} byte payload is too large for the ${type} invocation type (limit ${most} bytes)`);
  }
  if (type === "DryRun") {
    return { StatusCode: 204, ExecutedVersion: version.version };
  }
  const { requestId, region } = request;
  const clientContext = readClientContext(input.ClientContext);
  if (type === "Event") {
    context.events.add({ name, qualifier, region, requestId, payload, clientContext });
    return { StatusCode: 202 };
  }
  const answer = await context.invoker.invoke({ name, qualifier, region, requestId, payload, clientContext });
  return {
    StatusCode: 200,
    ...(answer.errorType === undefined ? {} : { FunctionError: "Unhandled" }),
    ...(input.LogType === "Tail" ? { LogResult: answer.logTail.toString("base64") } : {}),
    // the SDK makes an object of its own around the bytes
    Payload: answer.payload as Uint8Array as InvokeCommandOutput["Payload"] & object,
    ExecutedVersion: answer.executedVersion,
  };
}

/** @throws AwsError Where it is no JSON. */
function payloadOf(given: Uint8Array | undefined): Buffer {
  if (given === undefined || given.length === 0) {
    return Buffer.from("{}");
  }
  const payload = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  try {
    JSON.parse(payload.toString());
  } catch (error) {
    throw new AwsError(
      "InvalidRequestContentException",
      `Could not parse request body into json: ${(error as Error).message}`,
      400,
      { Type: "User" },
    );
  }
  return payload;
}

function readClientContext(text: string | undefined): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  const json = Buffer.from(text, "base64").toString();
  try {
    JSON.parse(json);
  } catch {
    throw invalidParameter("Client context must be a valid Base64-encoded JSON object.");
  }
  return json;
}

import { randomUUID } from "node:crypto";
import type { DestinationConfig } from "@aws-sdk/client-lambda";
import type { Outbox } from "../../integration/outbox";
import { invalidParameter } from "../errors";
import type { FunctionRecord } from "../functions/function-record";
import type { AsyncEvent } from "./async-event";
import type { Invoked } from "./invoker";

/** Why an event is done with. */
export type Condition = "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";

export interface Finished {
  readonly event: AsyncEvent;
  readonly condition: Condition;
  /** The last answer, where the function was run. */
  readonly answer: Invoked | undefined;
  /** The function's ARN with the qualifier that was named, or `$LATEST`. */
  readonly functionArn: string;
}

const longestMessage = 1024;

/**
 * Tells where an asynchronous invocation went: to the destination of its success or failure, and to the function's
 * dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function tellDestinations(
  outbox: Outbox,
  destinations: DestinationConfig | undefined,
  { latest }: FunctionRecord,
  finished: Finished,
): void {
  const { condition, answer, event, functionArn } = finished;
  const from = { principal: "lambda.amazonaws.com", arn: functionArn };
  const isSuccess = condition === "Success";
  const destination = (isSuccess ? destinations?.OnSuccess : destinations?.OnFailure)?.Destination;
  if (destination !== undefined) {
    const body = bodyFor(destination, finished);
    outbox.send({ arn: destination, body, from });
  }
  if (!isSuccess && latest.deadLetterTarget !== undefined) {
    const attributes = {
      RequestID: { DataType: "String", StringValue: event.requestId },
      ErrorCode: { DataType: "Number", StringValue: answer === undefined ? "429" : "200" },
      ErrorMessage: { DataType: "String", StringValue: errorMessageOf(answer) },
    };
    outbox.send({ arn: latest.deadLetterTarget, body: event.payload, from, attributes });
  }
}

/** @throws AwsError Where a destination cannot be told anything. */
export function checkDestinations(config: DestinationConfig | undefined): DestinationConfig {
  const kept: DestinationConfig = {};
  for (const when of ["OnSuccess", "OnFailure"] as const) {
    const arn = config?.[when]?.Destination;
    if (arn === undefined || arn === "") {
      continue;
    }
    const service = arn.split(":")[2] ?? "";
    if (!["sqs", "sns", "lambda", "events"].includes(service)) {
      throw invalidParameter(
        `The destination ARN ${arn} is not supported: the embedded AWS tells queues of SQS, topics of SNS, functions and event buses.`,
      );
    }
    if (arn.endsWith(".fifo")) {
      throw invalidParameter("FIFO queues and topics are not supported as destinations.");
    }
    kept[when] = { Destination: arn };
  }
  return kept;
}

function bodyFor(destination: string, finished: Finished): string {
  const { event, condition, answer, functionArn } = finished;
  const record = {
    version: "1.0",
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn,
      condition,
      approximateInvokeCount: event.invocations,
    },
    requestPayload: JSON.parse(event.payload) as unknown,
    ...(answer === undefined
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion: answer.executedVersion,
            ...(answer.errorType === undefined ? {} : { functionError: "Unhandled" }),
          },
          responsePayload: readJson(answer.payload.toString()),
        }),
  };
  if (destination.split(":")[2] !== "events") {
    return JSON.stringify(record);
  }
  const outcome = condition === "Success" ? "Success" : "Failure";
  const [, , , region, account] = functionArn.split(":");
  return JSON.stringify({
    ...{ version: "0", id: randomUUID(), account, region, time: `${record.timestamp.slice(0, 19)}Z` },
    source: "lambda",
    "detail-type": `Lambda Function Invocation Result - ${outcome}`,
    resources: [destination, functionArn],
    detail: record,
  });
}

function errorMessageOf(answer: Invoked | undefined): string {
  const body = readJson(answer?.payload.toString() ?? "");
  const message = (body as { errorMessage?: unknown } | null)?.errorMessage;
  // queues take no attribute without a text
  return String(message ?? "Rate Exceeded.").slice(0, longestMessage) || "-";
}

/** What a function answered need not be JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

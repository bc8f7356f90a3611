import type { CreateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import { EventPattern } from "../../integration/event-pattern/event-pattern";
import { PatternError } from "../../integration/event-pattern/pattern-error";
import { AwsError } from "../../protocol/aws-error";
import { invalidParameter } from "../errors";
import type { EventSourceMapping } from "./event-source-mapping";
import { mostAtOnce, type QueueClient } from "./queue-client";

type Settings = Pick<
  CreateEventSourceMappingRequest,
  | "Enabled"
  | "BatchSize"
  | "FilterCriteria"
  | "MaximumBatchingWindowInSeconds"
  | "FunctionResponseTypes"
  | "ScalingConfig"
>;

type Checked = Pick<
  EventSourceMapping,
  "enabled" | "batchSize" | "window" | "filters" | "reportsItemFailures" | "maximumConcurrency"
>;

const mostFilters = 5;

/** Refuses a source that is no queue. @throws AwsError */
export function checkSource(arn: string | undefined): string {
  if (arn === undefined) {
    throw invalidParameter("EventSourceArn is required: the embedded AWS takes events from queues of SQS.");
  }
  const service = arn.split(":")[2] ?? "";
  if (service !== "sqs") {
    throw invalidParameter(`The embedded AWS takes events from queues of SQS only, and not from ${service}.`);
  }
  return arn;
}

/** The settings of a mapping after a request. @throws AwsError Where they cannot be. */
export function settingsOf(input: Settings, isFifo: boolean, before?: Checked): Checked {
  const batchSize = input.BatchSize ?? before?.batchSize ?? mostAtOnce;
  const window = input.MaximumBatchingWindowInSeconds ?? before?.window ?? 0;
  if (isFifo && (batchSize > mostAtOnce || window > 0)) {
    throw invalidParameter("For FIFO queues, BatchSize is 10 at most, and there is no batching window.");
  }
  if (batchSize > mostAtOnce && window < 1) {
    throw invalidParameter(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  }
  const most = input.ScalingConfig === undefined ? before?.maximumConcurrency : input.ScalingConfig.MaximumConcurrency;
  return {
    enabled: input.Enabled ?? before?.enabled ?? true,
    batchSize,
    window,
    filters: input.FilterCriteria === undefined ? (before?.filters ?? []) : checkFilters(input.FilterCriteria),
    reportsItemFailures:
      input.FunctionResponseTypes === undefined
        ? (before?.reportsItemFailures ?? false)
        : input.FunctionResponseTypes.includes("ReportBatchItemFailures"),
    ...(most === undefined ? {} : { maximumConcurrency: most }),
  };
}

/** @param timeout The function's, in seconds. @throws AwsError Where the queue is not there, or shows a message again too soon. */
export async function checkQueue(queue: QueueClient, timeout: number): Promise<void> {
  let visibility: number;
  try {
    visibility = await queue.visibilityTimeout();
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    throw invalidParameter(
      `Error occurred while ReceiveMessage. SQS Error Code: ${error.code}. SQS Error Message: ${error.message}`,
    );
  }
  if (visibility < timeout) {
    throw invalidParameter(
      `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds`,
    );
  }
}

function checkFilters({ Filters: filters = [] }: NonNullable<Settings["FilterCriteria"]>): string[] {
  if (filters.length > mostFilters) {
    throw invalidParameter(`A mapping has ${mostFilters} filters at most.`);
  }
  return filters.map(({ Pattern: pattern = "" }) => {
    try {
      EventPattern.parse(pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) {
        throw error;
      }
      throw invalidParameter(`Invalid filter pattern definition. (${error.message})`);
    }
    return pattern;
  });
}

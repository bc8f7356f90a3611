import type { CreateLogStreamRequest } from "@aws-sdk/client-cloudwatch-logs";
import { groupName, streamName } from "../checks";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export function createLogStream(logs: LogStore, input: CreateLogStreamRequest): void {
  logs.createStream(groupName(input.logGroupName), streamName(input.logStreamName));
}

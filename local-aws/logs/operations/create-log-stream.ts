import type { CreateLogStreamRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Checked } from "../../protocol/operation";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export function createLogStream(logs: LogStore, input: Checked<CreateLogStreamRequest>): void {
  logs.createStream(input.logGroupName, input.logStreamName);
}

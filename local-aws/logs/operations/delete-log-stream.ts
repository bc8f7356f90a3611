import type { DeleteLogStreamRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Checked } from "../../protocol/operation";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export function deleteLogStream(logs: LogStore, input: Checked<DeleteLogStreamRequest>): void {
  logs.deleteStream(input.logGroupName, input.logStreamName);
}

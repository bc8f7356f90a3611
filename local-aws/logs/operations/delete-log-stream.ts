import type { DeleteLogStreamRequest } from "@aws-sdk/client-cloudwatch-logs";
import { groupName, streamName } from "../checks";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export function deleteLogStream(logs: LogStore, input: DeleteLogStreamRequest): void {
  logs.deleteStream(groupName(input.logGroupName), streamName(input.logStreamName));
}

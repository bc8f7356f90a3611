import type { DeleteLogGroupRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Checked } from "../../protocol/operation";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export function deleteLogGroup(logs: LogStore, input: Checked<DeleteLogGroupRequest>): void {
  logs.deleteGroup(input.logGroupName);
}

import type { DeleteLogGroupRequest } from "@aws-sdk/client-cloudwatch-logs";
import { groupName } from "../checks";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export function deleteLogGroup(logs: LogStore, input: DeleteLogGroupRequest): void {
  logs.deleteGroup(groupName(input.logGroupName));
}

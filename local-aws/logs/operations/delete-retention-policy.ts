import type { DeleteRetentionPolicyRequest } from "@aws-sdk/client-cloudwatch-logs";
import { groupName } from "../checks";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export function deleteRetentionPolicy(logs: LogStore, input: DeleteRetentionPolicyRequest): void {
  logs.setRetention(groupName(input.logGroupName), undefined);
}

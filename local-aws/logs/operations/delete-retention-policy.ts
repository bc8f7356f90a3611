import type { DeleteRetentionPolicyRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Checked } from "../../protocol/operation";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export function deleteRetentionPolicy(logs: LogStore, input: Checked<DeleteRetentionPolicyRequest>): void {
  logs.setRetention(input.logGroupName, undefined);
}

import type { PutRetentionPolicyRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Checked } from "../../protocol/operation";
import { invalidParameter } from "../checks";
import type { LogStore } from "../log-store";

const allowedDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * Keeps the setting; the embedded AWS never deletes events by their age.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export function putRetentionPolicy(logs: LogStore, input: Checked<PutRetentionPolicyRequest>): void {
  if (!allowedDays.includes(input.retentionInDays)) {
    throw invalidParameter(
      `1 validation error detected: Value '${input.retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${allowedDays.join(", ")}]`,
    );
  }
  logs.setRetention(input.logGroupName, input.retentionInDays);
}

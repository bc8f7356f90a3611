import type { CreateLogGroupRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { Checked } from "../../protocol/operation";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export function createLogGroup(logs: LogStore, input: Checked<CreateLogGroupRequest>): void {
  logs.createGroup(input.logGroupName);
}

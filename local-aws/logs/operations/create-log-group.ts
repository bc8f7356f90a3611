import type { CreateLogGroupRequest } from "@aws-sdk/client-cloudwatch-logs";
import { groupName } from "../checks";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export function createLogGroup(logs: LogStore, input: CreateLogGroupRequest): void {
  logs.createGroup(groupName(input.logGroupName));
}

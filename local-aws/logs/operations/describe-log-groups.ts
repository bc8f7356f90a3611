import type { DescribeLogGroupsRequest, DescribeLogGroupsResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { RequestContext } from "../../protocol/service";
import { pageOf } from "../checks";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export function describeLogGroups(
  logs: LogStore,
  input: DescribeLogGroupsRequest,
  { region, accountId }: RequestContext,
): DescribeLogGroupsResponse {
  const pattern = input.logGroupNamePattern?.toLowerCase() ?? "";
  const groups = logs
    .groups()
    .filter(({ name }) => name.startsWith(input.logGroupNamePrefix ?? "") && name.toLowerCase().includes(pattern));
  const { page, nextToken } = pageOf(groups, ({ name }) => name, { token: input.nextToken, limit: input.limit });
  return {
    logGroups: page.map(({ name, creationTime, retentionInDays }) => {
      const logGroupArn = `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
      return {
        logGroupName: name,
        creationTime,
        retentionInDays,
        metricFilterCount: 0,
        arn: `${logGroupArn}:*`,
        storedBytes: logs.storedBytes(name),
        logGroupClass: "STANDARD",
        logGroupArn,
      };
    }),
    nextToken,
  };
}

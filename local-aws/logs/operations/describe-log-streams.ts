import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse, LogStream } from "@aws-sdk/client-cloudwatch-logs";
import { sortable, sortedBy } from "../../protocol/page-of";
import type { RequestContext } from "../../protocol/service";
import { groupOf, invalidParameter, pageOf } from "../checks";
import type { LogStore } from "../log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export async function describeLogStreams(
  logs: LogStore,
  input: DescribeLogStreamsRequest,
  { region, accountId }: RequestContext,
): Promise<DescribeLogStreamsResponse> {
  const group = groupOf(input);
  const prefix = input.logStreamNamePrefix ?? "";
  const { nextToken: token, limit, descending } = input;
  if (prefix !== "" && input.orderBy === "LastEventTime") {
    throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }
  const describe = async ({ name, creationTime }: { name: string; creationTime: number }): Promise<LogStream> => ({
    logStreamName: name,
    creationTime,
    ...(await logs.times.of(logs.file(group, name), creationTime)),
    arn: `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:${name}`,
    storedBytes: 0,
  });
  const streams = logs.streams(group).filter(({ name }) => name.startsWith(prefix));
  if (input.orderBy !== "LastEventTime") {
    const ordered = descending ? streams.reverse() : streams;
    const { page, nextToken } = pageOf(ordered, ({ name }) => name, { token, limit, descending });
    return { logStreams: await inTurn(page, describe), nextToken };
  }
  const sorted = sortedBy(await inTurn(streams, describe), byTime);
  const { page, nextToken } = pageOf(descending ? sorted.reverse() : sorted, byTime, { token, limit, descending });
  return { logStreams: page, nextToken };
}

const byTime = ({ lastEventTimestamp = 0, logStreamName }: LogStream): string =>
  `${sortable(lastEventTimestamp)} ${logStreamName}`;

async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(await work(item));
  }
  return results;
}

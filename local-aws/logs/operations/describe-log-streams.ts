import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse, LogStream } from "@aws-sdk/client-cloudwatch-logs";
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
  const limit = input.limit ?? 50;
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
    const { page, nextToken } = pageOf(input.descending ? streams.reverse() : streams, input.nextToken, limit);
    return { logStreams: await inTurn(page, describe), nextToken };
  }
  const described = await inTurn(streams, describe);
  described.sort((a, b) => (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0));
  const { page, nextToken } = pageOf(input.descending ? described.reverse() : described, input.nextToken, limit);
  return { logStreams: page, nextToken };
}

async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(await work(item));
  }
  return results;
}

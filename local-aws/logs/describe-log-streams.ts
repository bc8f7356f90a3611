import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse, LogStream } from "@aws-sdk/client-cloudwatch-logs";
import type { RequestContext } from "../protocol/service";
import { groupOf, invalidParameter, limitOf, pageOf } from "./checks";
import type { LogStore } from "./log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams =
  (logs: LogStore) =>
  (input: DescribeLogStreamsRequest, { region, accountId }: RequestContext): DescribeLogStreamsResponse => {
    const group = groupOf(input);
    const prefix = input.logStreamNamePrefix ?? "";
    if (prefix !== "" && input.orderBy === "LastEventTime") {
      throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    const streams = logs
      .streams(group)
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ name, creationTime }): LogStream => {
        const events = logs.events(group, name);
        const times = events.map((event) => event.timestamp);
        return {
          logStreamName: name,
          creationTime,
          firstEventTimestamp: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : undefined,
          lastEventTimestamp: times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : undefined,
          lastIngestionTime: events.at(-1)?.ingestionTime,
          arn: `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:${name}`,
          storedBytes: 0,
        };
      });
    if (input.orderBy === "LastEventTime") {
      streams.sort((a, b) => (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0));
    }
    if (input.descending) {
      streams.reverse();
    }
    const { page, nextToken } = pageOf(streams, input.nextToken, limitOf(input.limit, 50, 50));
    return { logStreams: page, nextToken };
  };

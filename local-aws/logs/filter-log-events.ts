import type { FilterLogEventsRequest, FilterLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { groupOf, invalidParameter, limitOf, pageOf, streamName } from "./checks";
import { inTime, numbered, takeBytes } from "./event-pages";
import { compileFilterPattern } from "./filter-pattern";
import type { LogStore } from "./log-store";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents =
  (logs: LogStore) =>
  (input: FilterLogEventsRequest): FilterLogEventsResponse => {
    const group = groupOf(input);
    const limit = limitOf(input.limit, 10_000, 10_000);
    const matches = compileFilterPattern(input.filterPattern ?? "");
    const found = streamsOf(logs, group, input)
      .flatMap((stream) => inTime(numbered(logs.events(group, stream)), input).map((event) => ({ ...event, stream })))
      .filter((event) => matches(event.message))
      .sort((a, b) => a.timestamp - b.timestamp);
    const page = takeBytes(pageOf(found, input.nextToken, limit).page);
    const end = Number(input.nextToken ?? 0) + page.length;
    return {
      events: page.map(({ timestamp, message, ingestionTime, stream, number }) => ({
        logStreamName: stream,
        timestamp,
        message,
        ingestionTime,
        eventId: `${String(timestamp).padStart(20, "0")}${String(number).padStart(36, "0")}`,
      })),
      searchedLogStreams: [],
      nextToken: end < found.length ? String(end) : undefined,
    };
  };

function streamsOf(logs: LogStore, group: string, input: FilterLogEventsRequest): string[] {
  if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
    throw invalidParameter("Only one of logStreamNames and logStreamNamePrefix can be given.");
  }
  return (
    input.logStreamNames?.map((name) => logs.stream(group, streamName(name)).name) ??
    logs
      .streams(group)
      .map(({ name }) => name)
      .filter((name) => name.startsWith(input.logStreamNamePrefix ?? ""))
  );
}

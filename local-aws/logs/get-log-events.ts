import type { GetLogEventsRequest, GetLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { groupOf, invalidParameter, limitOf, streamName } from "./checks";
import { inTime, type Numbered, numbered, takeBytes } from "./event-pages";
import type { LogStore } from "./log-store";

/**
 * Pages go by the order in which the events came in. At the end of the stream the forward token stays the same, until
 * more comes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export const getLogEvents =
  (logs: LogStore) =>
  (input: GetLogEventsRequest): GetLogEventsResponse => {
    const limit = limitOf(input.limit, 10_000, 10_000);
    const events = numbered(logs.events(groupOf(input), streamName(input.logStreamName)));
    const { page, start, end } = choosePage(input, events, limit);
    return {
      events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: writeToken("f", end),
      nextBackwardToken: writeToken("b", start),
    };
  };

function choosePage(input: GetLogEventsRequest, events: readonly Numbered[], limit: number) {
  const token = input.nextToken === undefined ? undefined : readToken(input.nextToken);
  if (token?.direction === "f" || (token === undefined && input.startFromHead)) {
    const from = token?.number ?? 0;
    const page = takeBytes(inTime(events.slice(from), input).slice(0, limit));
    return { page, start: page[0]?.number ?? from, end: (page.at(-1)?.number ?? from - 1) + 1 };
  }
  const until = token?.number ?? events.length;
  const page = takeBytes(inTime(events.slice(0, until), input).slice(-limit).reverse()).reverse();
  return { page, start: page[0]?.number ?? until, end: (page.at(-1)?.number ?? until - 1) + 1 };
}

function writeToken(direction: "f" | "b", number: number): string {
  return `${direction}/${String(number).padStart(56, "0")}/s`;
}

function readToken(token: string): { direction: string; number: number } {
  const match = /^([fb])\/(\d{56})\/s$/.exec(token);
  if (match === null) {
    throw invalidParameter("The specified nextToken is invalid.");
  }
  return { direction: match[1] as string, number: Number(match[2]) };
}

import type { GetLogEventsRequest, GetLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Checked } from "../../protocol/operation";
import { groupOf, invalidParameter } from "../checks";
import { inTime, takeBytes } from "../event-pages";
import type { LogStore } from "../log-store";
import type { PlacedEvent, StreamFile } from "../stream-file";

/**
 * Pages go by the order in which the events came in. At the end of the stream the forward token stays the same, until
 * more comes. A token is a place in the stream: what lies before it is not read again.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export async function getLogEvents(logs: LogStore, input: Checked<GetLogEventsRequest>): Promise<GetLogEventsResponse> {
  const limit = input.limit ?? 10_000;
  const file = logs.file(groupOf(input), input.logStreamName);
  const token = input.nextToken === undefined ? undefined : readToken(input.nextToken);
  const isForward = token?.direction === "f" || (token === undefined && input.startFromHead === true);
  const page = isForward
    ? await pageFrom(file, token?.place, input, limit)
    : await pageBefore(file, token?.place, input, limit);
  const size = token?.place ?? (isForward ? 0 : file.size);
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: writeToken("f", page.at(-1)?.end ?? size),
    nextBackwardToken: writeToken("b", page[0]?.start ?? size),
  };
}

type Time = Pick<GetLogEventsRequest, "startTime" | "endTime">;

async function pageFrom(file: StreamFile, from: number | undefined, time: Time, limit: number): Promise<PlacedEvent[]> {
  let page: PlacedEvent[] = [];
  for await (const part of file.eventsFrom(from)) {
    page = [...page, ...inTime(part, time)].slice(0, limit);
    const whole = takeBytes(page);
    if (whole.length < page.length || page.length === limit) {
      return whole;
    }
  }
  return page;
}

async function pageBefore(
  file: StreamFile,
  before: number | undefined,
  time: Time,
  limit: number,
): Promise<PlacedEvent[]> {
  let page: PlacedEvent[] = [];
  for await (const part of file.eventsBefore(before)) {
    page = [...inTime(part, time), ...page].slice(-limit);
    const whole = takeBytes(page.toReversed()).reverse();
    if (whole.length < page.length || page.length === limit) {
      return whole;
    }
  }
  return page;
}

function writeToken(direction: "f" | "b", place: number): string {
  return `${direction}/${String(place).padStart(56, "0")}/s`;
}

function readToken(token: string): { direction: string; place: number } {
  const match = /^([fb])\/(\d{56})\/s$/.exec(token);
  if (match === null || !Number.isSafeInteger(Number(match[2]))) {
    throw invalidParameter("The specified nextToken is invalid.");
  }
  return { direction: match[1] as string, place: Number(match[2]) };
}

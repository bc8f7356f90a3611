import type { FilterLogEventsRequest, FilterLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { groupOf, invalidParameter } from "../checks";
import { inTime, takeBytes } from "../event-pages";
import { compileFilterPattern } from "../filter-pattern";
import type { LogStore } from "../log-store";
import type { PlacedEvent } from "../stream-file";

/** An event and the stream that it is in. */
interface Found extends PlacedEvent {
  readonly stream: string;
}

/** What is kept of the events found so far may grow to this, before it is cut to what a page takes. */
const mostKeptBytes = 8 * 1024 * 1024;

/**
 * Events of several streams, the earliest first. All of them are read, part by part; only one page of them is kept.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function filterLogEvents(logs: LogStore, input: FilterLogEventsRequest): Promise<FilterLogEventsResponse> {
  const group = groupOf(input);
  const limit = input.limit ?? 10_000;
  const matches = compileFilterPattern(input.filterPattern ?? "");
  const after = input.nextToken === undefined ? undefined : readToken(input.nextToken);
  const page = new Page(limit);
  for (const stream of streamsOf(logs, group, input)) {
    for await (const part of logs.file(group, stream).eventsFrom()) {
      const found = inTime(part, input).filter(({ message }) => matches(message));
      page.add(
        found.map((event) => ({ ...event, stream })).filter((event) => after === undefined || order(event, after) > 0),
      );
    }
  }
  const { events, isWhole } = page.end();
  const last = events.at(-1);
  return {
    events: events.map(({ timestamp, message, ingestionTime, stream, start }) => ({
      logStreamName: stream,
      timestamp,
      message,
      ingestionTime,
      eventId: `${String(timestamp).padStart(20, "0")}${String(start).padStart(36, "0")}`,
    })),
    searchedLogStreams: [],
    nextToken: isWhole || last === undefined ? undefined : writeToken(last),
  };
}

/** The first events of all that are added. */
class Page {
  private kept: Found[] = [];
  private bytes = 0;
  /** The first event that the page has no room for: what comes after it is not for this page, however small. */
  private next: Found | undefined;

  constructor(private readonly limit: number) {}

  add(events: readonly Found[]): void {
    const { next } = this;
    const early = next === undefined ? events : events.filter((event) => order(event, next) < 0);
    this.kept.push(...early);
    this.bytes += lengthOf(early);
    if (this.kept.length > 2 * this.limit || this.bytes > mostKeptBytes) {
      this.cut();
    }
  }

  end(): { readonly events: readonly Found[]; readonly isWhole: boolean } {
    this.cut();
    return { events: this.kept, isWhole: this.next === undefined };
  }

  private cut(): void {
    const sorted = this.kept.sort(order);
    this.kept = takeBytes(sorted.slice(0, this.limit));
    this.next = sorted[this.kept.length] ?? this.next;
    this.bytes = lengthOf(this.kept);
  }
}

function lengthOf(events: readonly Found[]): number {
  return events.reduce((sum, { message }) => sum + message.length, 0);
}

type Place = Pick<Found, "timestamp" | "stream" | "start">;

function order(a: Place, b: Place): number {
  return a.timestamp - b.timestamp || (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.start - b.start);
}

function writeToken({ timestamp, stream, start }: Place): string {
  return Buffer.from(JSON.stringify([timestamp, stream, start])).toString("base64url");
}

function readToken(token: string): Place {
  try {
    const [timestamp, stream, start]: unknown[] = JSON.parse(Buffer.from(token, "base64url").toString());
    if (typeof timestamp === "number" && typeof stream === "string" && typeof start === "number") {
      return { timestamp, stream, start };
    }
  } catch {
    // falls through to the same answer
  }
  throw invalidParameter("The specified nextToken is invalid.");
}

function streamsOf(logs: LogStore, group: string, input: FilterLogEventsRequest): string[] {
  if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
    throw invalidParameter("Only one of logStreamNames and logStreamNamePrefix can be given.");
  }
  return (
    input.logStreamNames?.map((name) => logs.stream(group, name).name) ??
    logs
      .streams(group)
      .map(({ name }) => name)
      .filter((name) => name.startsWith(input.logStreamNamePrefix ?? ""))
  );
}

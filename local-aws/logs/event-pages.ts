import type { LogEvent } from "./stream-file";

/** The events from `startTime` (milliseconds since 1970) on and before `endTime`. */
export function inTime<Event extends LogEvent>(
  events: readonly Event[],
  {
    startTime = Number.NEGATIVE_INFINITY,
    endTime = Number.POSITIVE_INFINITY,
  }: { startTime?: number; endTime?: number },
): Event[] {
  return events.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
}

const maxPageBytes = 1024 * 1024;

/** The first events, as many as an answer of 1 MiB takes, and at least one. */
export function takeBytes<Event extends LogEvent>(events: readonly Event[]): Event[] {
  let bytes = 0;
  let count = 0;
  for (const event of events) {
    bytes += Buffer.byteLength(event.message) + 26;
    if (bytes > maxPageBytes && count > 0) {
      break;
    }
    count++;
  }
  return events.slice(0, count);
}

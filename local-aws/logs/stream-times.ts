import type { StreamFile } from "./stream-file";

/** When a stream's events were, in milliseconds since 1970; nothing of a stream without events. */
export interface Times {
  readonly firstEventTimestamp?: number;
  readonly lastEventTimestamp?: number;
  readonly lastIngestionTime?: number;
}

interface Known {
  readonly creationTime: number;
  readonly times: Times;
  /** Up to where the stream is read, in bytes. */
  readonly end: number;
}

/** The times of streams. A stream is read once; later only what came since. */
export class StreamTimes {
  private readonly known = new Map<string, Known>();

  /**
   * @param creationTime Tells a stream from one of the same name that was deleted.
   */
  async of(file: StreamFile, creationTime: number): Promise<Times> {
    const known = this.known.get(file.path);
    let { times, end }: Omit<Known, "creationTime"> =
      known?.creationTime === creationTime ? known : { times: {}, end: 0 };
    for await (const part of file.eventsFrom(end)) {
      for (const event of part) {
        times = {
          firstEventTimestamp: Math.min(times.firstEventTimestamp ?? event.timestamp, event.timestamp),
          lastEventTimestamp: Math.max(times.lastEventTimestamp ?? event.timestamp, event.timestamp),
          lastIngestionTime: event.ingestionTime,
        };
        end = event.end;
      }
    }
    this.known.set(file.path, { creationTime, times, end });
    return times;
  }
}

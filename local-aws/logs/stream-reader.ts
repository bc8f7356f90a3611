import { type FileHandle, open } from "node:fs/promises";
import type { LogEvent } from "./log-store";

/** An event with its place in the stream's file, in bytes. */
export interface PlacedEvent extends LogEvent {
  readonly start: number;
  /** Where the next event begins. */
  readonly end: number;
}

/** Few enough that reading the events of one part never holds up other requests. */
const bytesAPart = 262_144;
const newLine = 0x0a;

/**
 * The events of a stream's file from a place on, part by part: what is read of a large stream is what an answer needs.
 * A last line without its end, and one that a dying process left unfinished, are left out.
 *
 * @param from In bytes; 0 is the file's begin, whose first line names the stream.
 */
export async function* eventsFrom(path: string, from = 0): AsyncGenerator<PlacedEvent[]> {
  const file = await open(path, "r");
  try {
    let start = from === 0 ? await headerLength(file) : from;
    let bytes = bytesAPart;
    for (;;) {
      const part = await read(file, start, bytes);
      const end = part.lastIndexOf(newLine) + 1;
      if (end > 0) {
        yield parse(part.subarray(0, end), start);
        start += end;
        bytes = bytesAPart;
      } else if (part.length < bytes) {
        return;
      } else {
        bytes *= 2;
      }
    }
  } finally {
    await file.close();
  }
}

/** The same from a place back to the stream's first event: later parts first, the events within a part as they came in. */
export async function* eventsBefore(path: string, before = Number.POSITIVE_INFINITY): AsyncGenerator<PlacedEvent[]> {
  const file = await open(path, "r");
  try {
    const head = await headerLength(file);
    let end = Math.min(before, (await file.stat()).size);
    let bytes = bytesAPart;
    while (end > head) {
      const from = Math.max(head, end - bytes);
      const part = await read(file, from, end - from);
      // a part that does not begin at a line's begin starts with the rest of a line
      const begin = from === head ? 0 : part.indexOf(newLine) + 1;
      if (from > head && (begin === 0 || begin === part.length)) {
        bytes *= 2;
      } else {
        yield parse(part.subarray(begin, part.lastIndexOf(newLine) + 1), from + begin);
        end = from + begin;
        bytes = bytesAPart;
      }
    }
  } finally {
    await file.close();
  }
}

/** How long the first line is, which names the stream. */
async function headerLength(file: FileHandle): Promise<number> {
  const length = (await read(file, 0, 4096)).indexOf(newLine) + 1;
  return length > 0 ? length : (await file.stat()).size;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** @param part Whole lines. */
function parse(part: Buffer, position: number): PlacedEvent[] {
  const events: PlacedEvent[] = [];
  for (let at = 0; at < part.length; ) {
    const end = part.indexOf(newLine, at) + 1;
    try {
      const event = JSON.parse(part.toString("utf8", at, end)) as LogEvent;
      events.push({ ...event, start: position + at, end: position + end });
    } catch {
      // the line was cut off
    }
    at = end;
  }
  return events;
}

import { closeSync, fstatSync, ftruncateSync, openSync, readSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { DataFolder } from "../storage/data-folder";
import { fromSealed, objectWith, toSealed, type Unsealed } from "../storage/sealed";
import { syncFile, writeAt } from "../storage/write";

export interface LogEvent {
  /** In milliseconds since 1970. */
  readonly timestamp: number;
  /** In milliseconds since 1970. */
  readonly ingestionTime: number;
  readonly message: string;
}

/** An event with its place in the stream's file, in bytes. */
export interface PlacedEvent extends LogEvent {
  readonly start: number;
  /** Where the next event begins. */
  readonly end: number;
}

/** Few enough that reading the events of one part never holds up other requests. */
const bytesAPart = 262_144;
const newLine = 0x0a;
const blank = 0x20;
const eventShape = objectWith({ timestamp: "number", ingestionTime: "number", message: "string" });

/**
 * The file of a stream: a line an event, each with a checksum, after a first line that names the stream. What is read of
 * a large one is what an answer needs. A line that is not what was written is set aside, and blanks stand in its place,
 * so that all others stay where they are. Older versions wrote no checksums.
 */
export class StreamFile {
  /** @param path Absolute. */
  constructor(
    private readonly data: DataFolder,
    readonly path: string,
  ) {}

  /** In bytes. */
  get size(): number {
    return statSync(this.path).size;
  }

  /** Appends events, all or none. */
  append(events: readonly LogEvent[]): void {
    const descriptor = openSync(this.path, "r+");
    try {
      const end = this.closeLastLine(descriptor);
      try {
        writeAt(descriptor, Buffer.from(events.map((event) => `${toSealed(event)}\n`).join("")), end);
        syncFile(this.data, descriptor);
      } catch (error) {
        // a disk that is full may have taken half of it
        ftruncateSync(descriptor, end);
        throw error;
      }
    } finally {
      closeSync(descriptor);
    }
  }

  /**
   * The events from a place on, part by part. A last line that a dying process left unfinished is left out.
   *
   * @param from In bytes; 0 is the file's begin.
   */
  async *eventsFrom(from = 0): AsyncGenerator<PlacedEvent[]> {
    const file = await open(this.path, "r");
    try {
      let start = from === 0 ? await headerLength(file) : from;
      let bytes = bytesAPart;
      for (;;) {
        const part = await read(file, start, bytes);
        const end = part.lastIndexOf(newLine) + 1;
        if (end > 0) {
          yield this.parse(part.subarray(0, end), start);
          start += end;
          bytes = bytesAPart;
        } else if (part.length === bytes) {
          bytes *= 2;
        } else if (!this.mendLineBreak(part, start)) {
          return;
        }
      }
    } finally {
      await file.close();
    }
  }

  /** The same from a place back to the stream's first event: later parts first, the events within a part as they came in. */
  async *eventsBefore(before = Number.POSITIVE_INFINITY): AsyncGenerator<PlacedEvent[]> {
    const file = await open(this.path, "r");
    try {
      const head = await headerLength(file);
      let end = Math.min(before, (await file.stat()).size);
      let bytes = bytesAPart;
      while (end > head) {
        const from = Math.max(head, end - bytes);
        const part = await read(file, from, end - from);
        // a part that does not begin at a line's begin starts with the rest of a line
        const begin = from === head ? 0 : part.indexOf(newLine) + 1;
        const last = part.lastIndexOf(newLine) + 1;
        if (from > head && (begin === 0 || begin === part.length)) {
          bytes *= 2;
        } else if (last === part.length || !this.mendLineBreak(part.subarray(last), from + last)) {
          yield this.parse(part.subarray(begin, Math.max(begin, last)), from + begin);
          end = from + begin;
          bytes = bytesAPart;
        }
      }
    } finally {
      await file.close();
    }
  }

  /** @param part Whole lines. */
  private parse(part: Buffer, position: number): PlacedEvent[] {
    const events: PlacedEvent[] = [];
    const damaged: { line: Buffer; place: number }[] = [];
    for (let at = 0; at < part.length; ) {
      const end = part.indexOf(newLine, at) + 1;
      const line = part.subarray(at, end);
      const found = eventOf(line.subarray(0, -1));
      if ("value" in found) {
        events.push({ ...(found.value as LogEvent), start: position + at, end: position + end });
      } else if (!line.subarray(0, -1).every((byte) => byte === blank)) {
        damaged.push({ line, place: position + at });
      }
      at = end;
    }
    if (damaged.length > 0) {
      this.setAside(damaged);
    }
    return events;
  }

  private setAside(lines: readonly { readonly line: Buffer; readonly place: number }[]): void {
    const descriptor = openSync(this.path, "r+");
    try {
      // another reader may have been here since
      const still = lines.filter(({ line, place }) => readAt(descriptor, place, line.length).equals(line));
      if (still.length > 0) {
        const what = still.length === 1 ? "a line that is not what was" : `${still.length} lines that are not what was`;
        const bytes = Buffer.concat(still.map(({ line }) => line));
        this.data.partAside(this.path, bytes, `has ${what} written`, "The other events of the log stream stay.");
        for (const { line, place } of still) {
          writeAt(descriptor, Buffer.alloc(line.length - 1, blank), place);
        }
      }
    } finally {
      closeSync(descriptor);
    }
  }

  /**
   * Puts right a last line of which only the line break is another byte.
   *
   * @param rest What follows the last line break.
   * @returns Whether that was so.
   */
  private mendLineBreak(rest: Buffer, place: number): boolean {
    if (rest.length === 0 || rest.at(-1) === newLine || !("value" in eventOf(rest.subarray(0, -1)))) {
      return false;
    }
    const descriptor = openSync(this.path, "r+");
    try {
      if (readAt(descriptor, place, rest.length).equals(rest)) {
        this.data.partAside(this.path, rest, "has lost the end of its last line", "All events stay.");
        writeAt(descriptor, Buffer.from("\n"), place + rest.length - 1);
      }
      return true;
    } finally {
      closeSync(descriptor);
    }
  }

  /** Ends a last line that has no end; one that is not whole was never acknowledged and goes. @returns The file's length. */
  private closeLastLine(descriptor: number): number {
    const { size } = fstatSync(descriptor);
    if (size === 0 || readAt(descriptor, size - 1, 1)[0] === newLine) {
      return size;
    }
    let bytes = Math.min(size, bytesAPart);
    let rest = readAt(descriptor, size - bytes, bytes);
    while (!rest.includes(newLine) && bytes < size) {
      bytes = Math.min(size, bytes * 2);
      rest = readAt(descriptor, size - bytes, bytes);
    }
    rest = rest.subarray(rest.lastIndexOf(newLine) + 1);
    if (this.mendLineBreak(rest, size - rest.length)) {
      return size;
    }
    if ("value" in eventOf(rest)) {
      writeAt(descriptor, Buffer.from("\n"), size);
      return size + 1;
    }
    ftruncateSync(descriptor, size - rest.length);
    return size - rest.length;
  }
}

const eventOf = (line: Buffer): Unsealed => fromSealed(line.toString(), eventShape);

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

function readAt(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position));
}

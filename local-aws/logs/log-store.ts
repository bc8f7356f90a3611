import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { AwsError } from "../protocol/aws-error";
import { JsonFile } from "../storage/json-file";

export interface LogEvent {
  /** In milliseconds since 1970. */
  readonly timestamp: number;
  /** In milliseconds since 1970. */
  readonly ingestionTime: number;
  readonly message: string;
}

export interface LogGroup {
  readonly name: string;
  /** In milliseconds since 1970. */
  readonly creationTime: number;
  readonly retentionInDays?: number;
}

export interface LogStream {
  readonly name: string;
  /** In milliseconds since 1970. */
  readonly creationTime: number;
}

/**
 * The log groups and streams: `<data>/logs/<group>/<stream>.jsonl`, a JSON line an event after a first line that names
 * the stream. A stream is only appended to and can be read while it is written.
 */
export class LogStore {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, "logs");
  }

  /** Appends lines to a stream, all with the present time. Makes the group and the stream where they are missing. */
  append(group: string, stream: string, messages: readonly string[]): void {
    if (!this.hasGroup(group)) {
      this.createGroup(group);
    }
    if (!existsSync(this.streamPath(group, stream))) {
      this.createStream(group, stream);
    }
    const timestamp = Date.now();
    this.put(
      group,
      stream,
      messages.map((message) => ({ timestamp, message })),
    );
  }

  /** @throws `ResourceNotFoundException` */
  put(group: string, stream: string, events: readonly Pick<LogEvent, "timestamp" | "message">[]): void {
    this.stream(group, stream);
    const ingestionTime = Date.now();
    const lines = events.map(({ timestamp, message }) => `${JSON.stringify({ timestamp, ingestionTime, message })}\n`);
    // The line break in front closes a line that a full disk cut off.
    appendFileSync(this.streamPath(group, stream), `${this.isTorn(group, stream) ? "\n" : ""}${lines.join("")}`);
  }

  /** The events of a stream as they came in. @throws `ResourceNotFoundException` */
  events(group: string, stream: string): LogEvent[] {
    this.group(group);
    return this.readLines(group, stream).slice(1).flatMap(parseEvent);
  }

  hasGroup(name: string): boolean {
    return existsSync(this.groupFile(name).path);
  }

  /** @throws `ResourceNotFoundException` */
  group(name: string): LogGroup {
    const group = this.groupFile(name).read();
    if (group === undefined) {
      throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
    }
    return group;
  }

  /** All groups, sorted by name. */
  groups(): LogGroup[] {
    return names(this.folder)
      .flatMap((name) => {
        const file = new JsonFile<LogGroup | undefined>(join(this.folder, name, groupFileName), () => undefined);
        return file.read() ?? [];
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws `ResourceAlreadyExistsException` */
  createGroup(name: string): void {
    if (this.hasGroup(name)) {
      throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
    }
    this.groupFile(name).write({ name, creationTime: Date.now() });
  }

  /** @param retentionInDays Undefined for ever. @throws `ResourceNotFoundException` */
  setRetention(name: string, retentionInDays: number | undefined): void {
    this.groupFile(name).write({ ...this.group(name), retentionInDays });
  }

  /** Deletes a group with its streams. @throws `ResourceNotFoundException` */
  deleteGroup(name: string): void {
    this.group(name);
    rmSync(join(this.folder, encodeName(name)), { recursive: true, force: true });
  }

  /** @throws `ResourceNotFoundException` */
  stream(group: string, name: string): LogStream {
    this.group(group);
    return JSON.parse(firstLine(this.existing(group, name))) as LogStream;
  }

  /** The streams of a group, sorted by name. @throws `ResourceNotFoundException` */
  streams(group: string): LogStream[] {
    this.group(group);
    const folder = join(this.folder, encodeName(group));
    return names(folder)
      .filter((name) => name.endsWith(streamSuffix))
      .map((name) => JSON.parse(firstLine(join(folder, name))) as LogStream)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The bytes that the streams of a group take. */
  storedBytes(group: string): number {
    const folder = join(this.folder, encodeName(group));
    return names(folder)
      .filter((name) => name.endsWith(streamSuffix))
      .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  }

  /** @throws `ResourceNotFoundException`, `ResourceAlreadyExistsException` */
  createStream(group: string, name: string): void {
    this.group(group);
    const path = this.streamPath(group, name);
    if (existsSync(path)) {
      throw new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");
    }
    const stream: LogStream = { name, creationTime: Date.now() };
    appendFileSync(path, `${JSON.stringify(stream)}\n`);
  }

  /** @throws `ResourceNotFoundException` */
  deleteStream(group: string, name: string): void {
    this.stream(group, name);
    rmSync(this.streamPath(group, name));
  }

  reset(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private isTorn(group: string, stream: string): boolean {
    const descriptor = openSync(this.streamPath(group, stream), "r");
    try {
      const last = Buffer.alloc(1);
      const { size } = fstatSync(descriptor);
      return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString() !== "\n";
    } finally {
      closeSync(descriptor);
    }
  }

  private groupFile(name: string): JsonFile<LogGroup | undefined> {
    return new JsonFile<LogGroup | undefined>(join(this.folder, encodeName(name), groupFileName), () => undefined);
  }

  private streamPath(group: string, name: string): string {
    return join(this.folder, encodeName(group), encodeName(name) + streamSuffix);
  }

  /** All whole lines. The last one may still be on its way, or be torn by a process that died. */
  private readLines(group: string, stream: string): string[] {
    return readFileSync(this.existing(group, stream), "utf8").split("\n").slice(0, -1);
  }

  private existing(group: string, stream: string): string {
    const path = this.streamPath(group, stream);
    if (!existsSync(path)) {
      throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
    }
    return path;
  }
}

const groupFileName = "group.json";
const streamSuffix = ".jsonl";
const longestName = 150;

/** A name as one part of a path; a long one is cut and told apart by its SHA-256. */
function encodeName(name: string): string {
  const encoded = encodeURIComponent(name).replace(/[.*]/g, (character) => (character === "." ? "%2E" : "%2A"));
  return encoded.length <= longestName
    ? encoded
    : `${encoded.slice(0, longestName)}~${createHash("sha256").update(name).digest("hex")}`;
}

/** An event, or nothing where the line was cut off. */
function parseEvent(line: string): LogEvent[] {
  try {
    return [JSON.parse(line) as LogEvent];
  } catch {
    return [];
  }
}

function names(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

const longestFirstLine = 4096;

function firstLine(path: string): string {
  const descriptor = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(longestFirstLine);
    const length = readSync(descriptor, bytes, 0, longestFirstLine, 0);
    const text = bytes.toString("utf8", 0, length);
    return text.slice(0, text.indexOf("\n"));
  } finally {
    closeSync(descriptor);
  }
}

import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { AwsError } from "../protocol/aws-error";
import { DataFolder } from "../storage/data-folder";
import { JsonFile } from "../storage/json-file";
import { fromSealed, isSealed, objectWith, toSealed } from "../storage/sealed";
import { removeFile, removeFolder, writeWhole } from "../storage/write";
import { type LogEvent, StreamFile } from "./stream-file";
import { StreamTimes } from "./stream-times";

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
 * The log groups and streams: `<data>/logs/<group>/<stream>.jsonl`. A stream is only appended to and can be read while it
 * is written.
 */
export class LogStore {
  private readonly data: DataFolder;
  private readonly folder: string;
  /** The times of the streams' events. */
  readonly times = new StreamTimes();

  constructor(dataDir: string) {
    this.data = DataFolder.at(dataDir);
    this.folder = join(this.data.path, "logs");
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
    const ingestionTime = Date.now();
    const placed = events.map(({ timestamp, message }) => ({ timestamp, ingestionTime, message }));
    this.file(group, stream).append(placed);
  }

  /** The file of a stream. @throws `ResourceNotFoundException` */
  file(group: string, stream: string): StreamFile {
    this.stream(group, stream);
    return new StreamFile(this.data, this.streamPath(group, stream));
  }

  hasGroup(name: string): boolean {
    return existsSync(this.groupFile(encodeName(name)).path);
  }

  /** @throws `ResourceNotFoundException` */
  group(name: string): LogGroup {
    const group = this.readGroup(encodeName(name));
    if (group === undefined) {
      throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
    }
    return group;
  }

  /** All groups, sorted by name. */
  groups(): LogGroup[] {
    return names(this.folder)
      .flatMap((name) => this.readGroup(name) ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws `ResourceAlreadyExistsException` */
  createGroup(name: string): void {
    if (this.hasGroup(name)) {
      throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
    }
    this.groupFile(encodeName(name)).write({ name, creationTime: Date.now() });
  }

  /** @param retentionInDays Undefined for ever. @throws `ResourceNotFoundException` */
  setRetention(name: string, retentionInDays: number | undefined): void {
    this.groupFile(encodeName(name)).write({ ...this.group(name), retentionInDays });
  }

  /** Deletes a group with its streams. @throws `ResourceNotFoundException` */
  deleteGroup(name: string): void {
    this.group(name);
    removeFolder(this.data, join(this.folder, encodeName(name)));
  }

  /** @throws `ResourceNotFoundException` */
  stream(group: string, name: string): LogStream {
    this.group(group);
    return this.readStream(this.existing(group, name));
  }

  /** The streams of a group, sorted by name. @throws `ResourceNotFoundException` */
  streams(group: string): LogStream[] {
    this.group(group);
    const folder = join(this.folder, encodeName(group));
    return names(folder)
      .filter((name) => name.endsWith(streamSuffix))
      .map((name) => this.readStream(join(folder, name)))
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
    writeWhole(this.data, path, `${toSealed(stream)}\n`);
  }

  /** @throws `ResourceNotFoundException` */
  deleteStream(group: string, name: string): void {
    this.stream(group, name);
    removeFile(this.data, this.streamPath(group, name));
  }

  reset(): void {
    removeFolder(this.data, this.folder);
  }

  /** @param folder The name of the group's folder. */
  private readGroup(folder: string): LogGroup | undefined {
    let damaged = false;
    const { path } = this.groupFile(folder);
    const file = this.groupFile(folder, (problem) => {
      this.data.setAside(path, problem, "The log group keeps its name and its streams.");
      damaged = true;
    });
    const group = file.read();
    if (group !== undefined || !damaged) {
      return group;
    }
    const rebuilt = { name: decodeName(folder), creationTime: Date.now() };
    file.write(rebuilt);
    return rebuilt;
  }

  /** The stream in a file. One whose first line is damaged gets a new one; its events stay. */
  private readStream(path: string): LogStream {
    const own = basename(path);
    const line = firstLine(path);
    const found = fromSealed(line, streamShape);
    const stream = "value" in found ? (found.value as LogStream) : undefined;
    if (stream !== undefined && (isSealed(line) || encodeName(stream.name) + streamSuffix === own)) {
      return stream;
    }
    const problem = "problem" in found ? found.problem : "names another stream";
    this.data.copyAside(path, `has a first line that ${problem}`, "The log stream and its events stay.");
    const rebuilt: LogStream = { name: decodeName(own.slice(0, -streamSuffix.length)), creationTime: Date.now() };
    const events = readFileSync(path);
    const rest = events.subarray(events.indexOf("\n") + 1 || events.length);
    writeWhole(this.data, path, Buffer.concat([Buffer.from(`${toSealed(rebuilt)}\n`), rest]));
    return rebuilt;
  }

  private groupFile(folder: string, setAside?: (problem: string) => void): JsonFile<LogGroup | undefined> {
    const path = join(this.folder, folder, groupFileName);
    return new JsonFile<LogGroup | undefined>(this.data, path, groupShape, () => undefined, setAside);
  }

  private streamPath(group: string, name: string): string {
    return join(this.folder, encodeName(group), encodeName(name) + streamSuffix);
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
const groupShape = objectWith({ name: "string", creationTime: "number" });
const streamShape = objectWith({ name: "string", creationTime: "number" });

/** A name as one part of a path; a long one is cut and told apart by its SHA-256. */
function encodeName(name: string): string {
  const encoded = encodeURIComponent(name).replace(/[.*]/g, (character) => (character === "." ? "%2E" : "%2A"));
  return encoded.length <= longestName
    ? encoded
    : `${encoded.slice(0, longestName)}~${createHash("sha256").update(name).digest("hex")}`;
}

/** The name that {@link encodeName} was given; the beginning of one that it cut. */
function decodeName(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replace(/(%[0-9A-F]?)?~[0-9a-f]{64}$/, ""));
  } catch {
    return encoded;
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

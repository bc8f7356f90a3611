import {
  type BigIntStats,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { ObjectMetadata } from "./object-metadata";

/** Says which state of a file metadata belongs to: its size in bytes and its time of change in nanoseconds. */
export function fileIdentity(stats: BigIntStats): string {
  return `${stats.size}-${stats.mtimeNs}`;
}

interface Entry {
  readonly file: string;
  readonly metadata: ObjectMetadata;
}

interface Line {
  readonly key: string;
  readonly file?: string;
  readonly metadata?: ObjectMetadata;
}

/**
 * The metadata of a bucket's objects: a file of JSON lines that is only appended to, and an index of it in memory.
 *
 * A line is bound to one state of the object's file. So a file that Spark or a person writes over an object does not
 * take the old object's metadata, and a line may be written before its file is renamed into place: until then, and if
 * the process dies in between, the line of the old file still counts.
 */
export class MetadataJournal {
  private readonly entries = new Map<string, Entry[]>();
  private readonly descriptor: number;
  private length: number;

  /** @param pathOf The file that a key's object is in. */
  constructor(
    path: string,
    private readonly pathOf: (key: string) => string,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) {
      this.load(path);
    }
    this.descriptor = openSync(path, "a");
    this.length = statSync(path).size;
  }

  /** The metadata of a key's file, or undefined where that state of the file was not written through S3. */
  find(key: string, stats: BigIntStats): ObjectMetadata | undefined {
    const entries = this.entries.get(key);
    if (entries === undefined) {
      return undefined;
    }
    const file = fileIdentity(stats);
    return entries.findLast((entry) => entry.file === file)?.metadata;
  }

  /** Call it before the new file is in place, and `settle` when it is. */
  add(key: string, stats: BigIntStats, metadata: ObjectMetadata): void {
    const file = fileIdentity(stats);
    this.append({ key, file, metadata });
    const entries = this.entries.get(key);
    if (entries === undefined) {
      this.entries.set(key, [{ file, metadata }]);
    } else {
      entries.push({ file, metadata });
    }
  }

  /** Forgets what belonged to the files that the newest one replaced. */
  settle(key: string): void {
    const entries = this.entries.get(key);
    if (entries !== undefined && entries.length > 1) {
      entries.splice(0, entries.length - 1);
    }
  }

  remove(key: string): void {
    if (this.entries.delete(key)) {
      this.append({ key });
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private append(line: Line): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(this.descriptor, bytes, written);
      }
    } catch (error) {
      // A disk that is full may have taken half a line.
      ftruncateSync(this.descriptor, this.length);
      throw error;
    }
    this.length += bytes.length;
  }

  private load(path: string): void {
    const lines = readFileSync(path, "utf8").split("\n");
    // What follows the last line break is empty, or half a line of a write that was never acknowledged.
    const torn = lines.pop();
    for (const text of lines) {
      const { key, file, metadata } = JSON.parse(text) as Line;
      if (file === undefined || metadata === undefined) {
        this.entries.delete(key);
        continue;
      }
      const entries = this.entries.get(key);
      if (entries === undefined) {
        this.entries.set(key, [{ file, metadata }]);
      } else {
        entries.push({ file, metadata });
      }
    }
    if (torn !== "" || lines.length > 1000 + 2 * this.entries.size) {
      this.compact(path);
    }
  }

  /** Writes the journal anew with what still belongs to a file. */
  private compact(path: string): void {
    const lines: string[] = [];
    for (const [key, entries] of this.entries) {
      const stats = statSync(this.pathOf(key), { bigint: true, throwIfNoEntry: false });
      const metadata = stats === undefined ? undefined : this.find(key, stats);
      if (stats === undefined || metadata === undefined) {
        this.entries.delete(key);
        continue;
      }
      const file = fileIdentity(stats);
      entries.splice(0, entries.length, { file, metadata });
      lines.push(`${JSON.stringify({ key, file, metadata })}\n`);
    }
    const temporary = `${path}.tmp`;
    writeFileSync(temporary, lines.join(""));
    renameSync(temporary, path);
  }
}

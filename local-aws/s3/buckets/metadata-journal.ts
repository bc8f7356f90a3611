import { type BigIntStats, statSync } from "node:fs";
import type { DataFolder } from "../../storage/data-folder";
import { LineFile } from "../../storage/line-file";
import { objectWith, type Shape } from "../../storage/sealed";
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
  private readonly file: LineFile;

  /**
   * @param path Absolute.
   * @param pathOf The file that a key's object is in.
   * @param hasObjects Whether the bucket has any: then an empty journal has lost their metadata.
   */
  constructor(
    data: DataFolder,
    path: string,
    private readonly pathOf: (key: string) => string,
    hasObjects: () => boolean,
  ) {
    const lost =
      "The objects are all there; what was kept of some beside their bytes is as for files put there by hand";
    const { file, values } = LineFile.open(data, path, lineShape, { emptyIsDamage: hasObjects, lost });
    this.file = file;
    for (const { key, file: identity, metadata } of values as Line[]) {
      if (identity === undefined || metadata === undefined) {
        this.entries.delete(key);
      } else {
        this.remember(key, { file: identity, metadata });
      }
    }
    this.file.keepOpen();
  }

  /** The keys that it knows; not all of them need have an object. */
  keys(): Iterable<string> {
    return this.entries.keys();
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
    this.file.append([{ key, file, metadata } satisfies Line]);
    this.remember(key, { file, metadata });
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
      this.file.append([{ key } satisfies Line]);
    }
  }

  close(): void {
    this.file.close();
  }

  /** Writes the journal anew with what still belongs to a file, where most of it does not. */
  tidy(): void {
    if (this.file.size <= 1000 + 2 * this.entries.size) {
      return;
    }
    const lines: Line[] = [];
    for (const [key, entries] of this.entries) {
      const stats = statSync(this.pathOf(key), { bigint: true, throwIfNoEntry: false });
      const metadata = stats === undefined ? undefined : this.find(key, stats);
      if (stats === undefined || metadata === undefined) {
        this.entries.delete(key);
        continue;
      }
      const file = fileIdentity(stats);
      entries.splice(0, entries.length, { file, metadata });
      lines.push({ key, file, metadata });
    }
    this.file.rewrite(lines);
  }

  private remember(key: string, entry: Entry): void {
    const entries = this.entries.get(key);
    if (entries === undefined) {
      this.entries.set(key, [entry]);
    } else {
      entries.push(entry);
    }
  }
}

const withKey = objectWith({ key: "string" });
const withMetadata = objectWith({ file: "string", "metadata.etag": "string" });
const lineShape: Shape = (line) => withKey(line) ?? ("file" in (line as object) ? withMetadata(line) : undefined);

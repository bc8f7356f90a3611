import { resolve } from "node:path";
import type { DataFolder } from "./data-folder";
import { LineFile } from "./line-file";
import { objectWith, type Shape } from "./sealed";

interface Line<Value> {
  readonly key: string;
  /** Missing where the line takes the key away. */
  readonly value?: Value;
}

/**
 * A map kept in a file of JSON lines. A change appends a line, so one more partition costs the same in a table of ten
 * as in a table of ten thousand. A line that a dying process left unfinished was never acknowledged and is dropped.
 */
export class Journal<Value> {
  private readonly values = new Map<string, Value>();
  private readonly file: LineFile;
  private ordered: Value[] | undefined;

  /**
   * @param path In the data folder.
   * @param shape Of a value.
   * @param revive Called with each value that comes from disk.
   */
  constructor(data: DataFolder, path: string, shape: Shape, revive: (value: Value) => Value = (value) => value) {
    const { file, values } = LineFile.open(data, resolve(data.path, path), lineOf(shape));
    this.file = file;
    for (const { key, value } of values as Line<Value>[]) {
      if (value === undefined) {
        this.values.delete(key);
      } else {
        this.values.set(key, revive(value));
      }
    }
    if (values.length > 2 * this.values.size + 100) {
      file.rewrite([...this.values].map(([key, value]) => ({ key, value })));
    }
  }

  get size(): number {
    return this.values.size;
  }

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  /** All values, sorted by key in code-unit order. */
  all(): readonly Value[] {
    this.ordered ??= [...this.values.keys()].sort().map((key) => this.values.get(key) as Value);
    return this.ordered;
  }

  put(entries: readonly (readonly [key: string, value: Value])[]): void {
    this.append(entries.map(([key, value]) => ({ key, value })));
    for (const [key, value] of entries) {
      this.values.set(key, value);
    }
  }

  delete(keys: readonly string[]): void {
    const present = keys.filter((key) => this.values.has(key));
    this.append(present.map((key) => ({ key })));
    for (const key of present) {
      this.values.delete(key);
    }
  }

  /** The keys that start with a text. */
  keysFrom(prefix: string): string[] {
    return [...this.values.keys()].filter((key) => key.startsWith(prefix));
  }

  private append(lines: readonly Line<Value>[]): void {
    this.file.append(lines);
    this.ordered = undefined;
  }
}

/** The shape of a line whose value has a shape, or is missing. */
function lineOf(shape: Shape): Shape {
  const withKey = objectWith({ key: "string" });
  return (line) => withKey(line) ?? ("value" in (line as object) ? shape((line as Line<unknown>).value) : undefined);
}

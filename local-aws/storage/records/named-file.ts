import { existsSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { DataFolder } from "../data-folder";
import { readRecord } from "../json-file";
import { LineFile } from "../line-file";
import { objectWith, type Shape } from "../sealed";
import { found, type NotFound } from "./not-found";

interface Entry<Value> {
  readonly name: string;
  readonly value: Value;
}

export interface NamedFileOptions<Value> extends NotFound {
  /** Of a value. */
  readonly shape: Shape;
  /** Called with each value that comes from disk, where not all of it is what JSON gives. */
  readonly revive?: (value: Value) => Value;
  /** The name of a value that an older version kept in a list without names. */
  readonly nameOf?: (value: Value) => string;
}

/** A few things by name in one file, a line each, such as connections. It is read anew each time: it is small. */
export class NamedFile<Value> {
  private readonly path: string;

  /** @param path In the data folder, ending in `.jsonl`. Older versions kept one JSON value beside it, in `.json`. */
  constructor(
    private readonly data: DataFolder,
    path: string,
    private readonly options: NamedFileOptions<Value>,
  ) {
    this.path = resolve(data.path, path);
  }

  find(name: string): Value | undefined {
    return this.read().entries.get(name);
  }

  /** @throws Error as the file's owner has it, where nothing has the name. */
  get(name: string): Value {
    return found(this.find(name), name, this.options);
  }

  has(name: string): boolean {
    return this.read().entries.has(name);
  }

  /** All values, sorted by name in code-unit order. */
  all(): Value[] {
    return [...this.read().entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  }

  /** All values, in the order in which their names came. */
  inOrder(): Value[] {
    return [...this.read().entries.values()];
  }

  put(name: string, value: Value): void {
    const { file, entries } = this.read();
    this.write(file, entries.set(name, value));
  }

  delete(name: string): void {
    const { file, entries } = this.read();
    if (entries.delete(name)) {
      this.write(file, entries);
    }
  }

  /** Removes the file with all in it. */
  remove(): void {
    rmSync(this.path, { force: true });
    rmSync(this.oldPath, { force: true });
  }

  private read(): { file: LineFile; entries: Map<string, Value> } {
    const { shape, revive = (value: Value) => value } = this.options;
    const { file, values } = LineFile.open(this.data, this.path, entryOf(shape));
    const written = (values as Entry<Value>[]).map(({ name, value }) => [name, value] as const);
    const entries = existsSync(this.path) ? written : this.readOld();
    return { file, entries: new Map(entries.map(([name, value]) => [name, revive(value)])) };
  }

  private write(file: LineFile, entries: ReadonlyMap<string, Value>): void {
    file.rewrite([...entries].map(([name, value]): Entry<Value> => ({ name, value })));
    rmSync(this.oldPath, { force: true });
  }

  private get oldPath(): string {
    return this.path.replace(/\.jsonl$/, ".json");
  }

  /** A list of names with values, a list of values, or an object of values by name. */
  private readOld(): (readonly [name: string, value: Value])[] {
    const { shape, nameOf } = this.options;
    const entries = (file: unknown): [unknown, unknown][] =>
      !Array.isArray(file) ? Object.entries(file as object) : nameOf ? file.map((value) => ["", value]) : file;
    const isCollection: Shape = (file) =>
      typeof file === "object" && file !== null ? undefined : "is neither a list nor an object";
    const isWhole: Shape = (file) =>
      isCollection(file) ??
      entries(file)
        .map((entry) => (Array.isArray(entry) && typeof entry[0] === "string" ? shape(entry[1]) : "has no names"))
        .find((problem) => problem !== undefined);
    const found = readRecord<unknown>(this.data, this.oldPath, isWhole);
    if (found === undefined) {
      return [];
    }
    const named = entries(found.value) as [string, Value][];
    return nameOf ? named.map(([, value]) => [nameOf(value), value] as const) : named;
  }
}

function entryOf(shape: Shape): Shape {
  const named = objectWith({ name: "string" });
  return (entry) => named(entry) ?? shape((entry as Entry<unknown>).value);
}

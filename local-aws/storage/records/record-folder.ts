import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DataFolder } from "../data-folder";
import { readRecord } from "../json-file";
import { ReadOnce } from "../read-once";
import { type Shape, toSealed } from "../sealed";
import { removeFile, removeFolder, writeWhole } from "../write";
import { found, type NotFound } from "./not-found";

export interface RecordOptions<Value> extends NotFound {
  readonly shape: Shape;
  /** The key of a record, which no other has. */
  readonly keyOf: (value: Value) => string;
  /** The name of a key's file, without `.json`. */
  readonly fileName?: (key: string) => string;
  /** Called with each value that comes from disk, where not all of it is what JSON gives. */
  readonly revive?: (value: Value) => Value;
  /** What becomes of a record whose work went on when the embedded AWS died; undefined where none did. It is written. */
  readonly interrupted?: (value: Value) => Value | undefined;
}

/**
 * Records, each in a JSON file of its own. They are read once, when one is first asked for. Each is read for itself: a
 * damaged one is set aside, and those whose work a crash interrupted are ended.
 */
export class RecordFolder<Value> {
  private readonly folder: string;
  private readonly loaded = new ReadOnce(() => this.load());

  /** @param folder In the data folder. */
  constructor(
    private readonly data: DataFolder,
    folder: string,
    private readonly options: RecordOptions<Value>,
  ) {
    this.folder = resolve(data.path, folder);
  }

  find(key: string): Value | undefined {
    return this.records.get(key);
  }

  /** @throws Error as the folder's owner has it, where no record has the key. */
  get(key: string): Value {
    return found(this.find(key), key, this.options);
  }

  has(key: string): boolean {
    return this.records.has(key);
  }

  keys(): Iterable<string> {
    return this.records.keys();
  }

  values(): Iterable<Value> {
    return this.records.values();
  }

  /** Writes a record; it is as it was where that fails. */
  put(value: Value): void {
    const { records } = this;
    const key = this.options.keyOf(value);
    writeWhole(this.data, this.path(key), toSealed(value));
    records.set(key, value);
  }

  /** Writes a new record, or takes what has happened to one that is there. */
  write(value: Value): void {
    if (this.has(this.options.keyOf(value))) {
      this.settle(value);
    } else {
      this.put(value);
    }
  }

  /**
   * Takes what has happened to a record, also where that cannot be written: it has happened all the same, and who asks
   * is told. Then the log has the error.
   */
  settle(value: Value): void {
    this.records.set(this.options.keyOf(value), value);
    this.tryToWrite(value);
  }

  /** Takes what has happened to a record and is not worth a write: after a crash it is as it was. */
  hold(value: Value): void {
    this.records.set(this.options.keyOf(value), value);
  }

  delete(key: string): void {
    removeFile(this.data, this.path(key));
    this.records.delete(key);
  }

  /** Deletes all records. */
  clear(): void {
    removeFolder(this.data, this.folder);
    this.loaded.forget();
  }

  /** Forgets what it has read. */
  forget(): void {
    this.loaded.forget();
  }

  /** Reads them before they are asked for, in turns. */
  prepare(): Promise<void> {
    return this.loaded.prepare();
  }

  private get records(): Map<string, Value> {
    return this.loaded.get();
  }

  private *load(): Generator<undefined, Map<string, Value>> {
    const { keyOf, revive = (value: Value) => value, interrupted } = this.options;
    const records = new Map<string, Value>();
    for (const name of existsSync(this.folder) ? readdirSync(this.folder) : []) {
      yield;
      const path = join(this.folder, name);
      if (name.endsWith(".tmp")) {
        // of a write that a dying process began
        rmSync(path, { force: true });
      }
      if (!name.endsWith(".json")) {
        continue;
      }
      const found = readRecord<Value>(this.data, path, this.options.shape);
      if (found === undefined) {
        continue;
      }
      const value = revive(found.value);
      const key = keyOf(value);
      if (path !== this.path(key)) {
        this.data.setAside(path, `holds another record: that of ${key}`);
        continue;
      }
      const ended = interrupted?.(value);
      records.set(key, ended ?? value);
      if (ended !== undefined) {
        this.tryToWrite(ended);
      }
    }
    return records;
  }

  private tryToWrite(value: Value): void {
    const path = this.path(this.options.keyOf(value));
    try {
      writeWhole(this.data, path, toSealed(value));
    } catch (error) {
      console.error(`${path} could not be written:`, error);
    }
  }

  private path(key: string): string {
    return join(this.folder, `${this.options.fileName?.(key) ?? key}.json`);
  }
}

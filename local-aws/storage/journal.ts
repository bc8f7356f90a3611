import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { reviveDates } from "../glue/dates";

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
  private length = 0;
  private ordered: Value[] | undefined;

  constructor(readonly path: string) {
    if (existsSync(path)) {
      this.load();
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
    if (lines.length === 0) {
      return;
    }
    const text = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    mkdirSync(dirname(this.path), { recursive: true });
    try {
      appendFileSync(this.path, text);
    } catch (error) {
      if (existsSync(this.path)) {
        truncateSync(this.path, this.length);
      }
      throw error;
    }
    this.length += text.length;
    this.ordered = undefined;
  }

  private load(): void {
    const bytes = readFileSync(this.path);
    this.length = bytes.lastIndexOf(0x0a) + 1;
    if (this.length < bytes.length) {
      truncateSync(this.path, this.length);
    }
    const lines = bytes.subarray(0, this.length).toString("utf8").split("\n").slice(0, -1);
    for (const text of lines) {
      const line = JSON.parse(text) as Line<Value>;
      if (line.value === undefined) {
        this.values.delete(line.key);
      } else {
        this.values.set(line.key, reviveDates(line.value));
      }
    }
    if (lines.length > 2 * this.values.size + 100) {
      this.compact();
    }
  }

  private compact(): void {
    const text = Buffer.from([...this.values].map(([key, value]) => `${JSON.stringify({ key, value })}\n`).join(""));
    const temporary = `${this.path}.${randomUUID()}.tmp`;
    writeFileSync(temporary, text);
    renameSync(temporary, this.path);
    this.length = text.length;
  }
}

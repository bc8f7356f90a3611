import { closeSync, existsSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import type { DataFolder } from "./data-folder";
import { fromSealed, isSealed, objectWith, type Shape, toSealed } from "./sealed";
import { syncFile, writeAt, writeWhole } from "./write";

/** The lines that a file holds, as far as they are whole. */
interface Read {
  readonly values: unknown[];
  /** What follows the file's name in a sentence; undefined where nothing is wrong. */
  readonly problem: string | undefined;
  /** Whether the file is written as this version writes it. */
  readonly current: boolean;
}

export interface LineFileOptions {
  /** Whether a file without a byte has lost something. */
  readonly emptyIsDamage?: () => boolean;
  /** What it means where lines are lost: half a sentence. */
  readonly lost?: string;
}

/**
 * A file of JSON lines, each with a checksum of its own. The first line says how many follow, so that lines that are
 * gone are missed. It is a lower bound: what a dying process had appended without counting it is taken, and half a line
 * at the end was never acknowledged.
 *
 * Older versions wrote neither checksums nor the first line; such a file is read, and written anew.
 */
export class LineFile {
  /** In bytes; 0 where there is no file. */
  private length = 0;
  private lines = 0;
  private descriptor: number | undefined;

  private constructor(
    private readonly data: DataFolder,
    readonly path: string,
  ) {}

  /**
   * Opens a file, which need not be there. A damaged one is copied aside and written anew with the lines that are whole.
   *
   * @param path Absolute.
   * @param shape Of each line's value.
   */
  static open(
    data: DataFolder,
    path: string,
    shape: Shape,
    { emptyIsDamage = () => true, lost = "What it has lost is missing" }: LineFileOptions = {},
  ): { file: LineFile; values: unknown[] } {
    const file = new LineFile(data, path);
    if (!existsSync(path)) {
      return { file, values: [] };
    }
    const bytes = readFileSync(path);
    const { values, problem, current } = readLines(bytes, shape);
    if (problem !== undefined && (bytes.length > 0 || emptyIsDamage())) {
      const left = values.length === 1 ? "1 line is whole and stays." : `${values.length} lines are whole and stay.`;
      data.copyAside(path, problem, `${lost}; ${left}`);
    }
    if (problem !== undefined || !current) {
      file.rewrite(values);
    } else {
      file.length = bytes.length;
      file.lines = values.length;
    }
    return { file, values };
  }

  /** How many lines it has. */
  get size(): number {
    return this.lines;
  }

  /** Appends lines, all or none. */
  append(values: readonly unknown[]): void {
    if (values.length === 0) {
      return;
    }
    if (this.length === 0) {
      this.rewrite(values);
      return;
    }
    const text = Buffer.from(values.map((value) => `${toSealed(value)}\n`).join(""));
    const kept = this.descriptor;
    const descriptor = kept ?? openSync(this.path, "r+");
    try {
      writeAt(descriptor, text, this.length);
      writeAt(descriptor, Buffer.from(firstLine(this.lines + values.length)), 0);
      syncFile(this.data, descriptor);
    } catch (error) {
      // a disk that is full may have taken half of it
      ftruncateSync(descriptor, this.length);
      writeAt(descriptor, Buffer.from(firstLine(this.lines)), 0);
      throw error;
    } finally {
      if (kept === undefined) {
        closeSync(descriptor);
      }
    }
    this.length += text.length;
    this.lines += values.length;
  }

  /** Writes the file anew, whole or not at all. */
  rewrite(values: readonly unknown[]): void {
    const text = Buffer.from(`${firstLine(values.length)}${values.map((value) => `${toSealed(value)}\n`).join("")}`);
    const wasOpen = this.descriptor !== undefined;
    writeWhole(this.data, this.path, text);
    this.close();
    this.length = text.length;
    this.lines = values.length;
    if (wasOpen) {
      this.keepOpen();
    }
  }

  /** Keeps the file open between two appends, until {@link close}. It is made where it is missing. */
  keepOpen(): void {
    if (this.length === 0) {
      this.rewrite([]);
    }
    this.descriptor ??= openSync(this.path, "r+");
  }

  close(): void {
    if (this.descriptor !== undefined) {
      closeSync(this.descriptor);
      this.descriptor = undefined;
    }
  }
}

const firstLineShape = objectWith({ lines: "string" });

/** Always of the same length, so that it can be written over. */
function firstLine(lines: number): string {
  return `${toSealed({ lines: String(lines).padStart(12, "0") })}\n`;
}

function readLines(bytes: Buffer, shape: Shape): Read {
  if (bytes.length === 0) {
    return { values: [], problem: "is empty", current: false };
  }
  const lines = bytes.toString("utf8").split("\n");
  const torn = lines.pop() ?? "";
  const current = lines.concat(torn).some(beginsSealed);
  if (!current) {
    return readOldLines(lines, shape);
  }
  const counted = fromSealed(lines[0] ?? "", firstLineShape);
  const count = "value" in counted ? Number((counted.value as { lines: string }).lines) : undefined;
  const values: unknown[] = [];
  let bad = 0;
  for (const line of lines.slice(count === undefined && !looksLikeFirst(lines[0]) ? 0 : 1)) {
    const found = isSealed(line) ? fromSealed(line, shape) : undefined;
    if (found !== undefined && "value" in found) {
      values.push(found.value);
    } else {
      bad++;
    }
  }
  // whole but for the line break after it
  const last = isSealed(torn) && lines.length > 0 ? fromSealed(torn, shape) : undefined;
  if (last !== undefined && "value" in last) {
    values.push(last.value);
  }
  const missing = Math.max(0, (count ?? 0) - values.length);
  const problem =
    bad > 0 || missing > 0
      ? `has lost ${Math.max(bad, missing)} of its ${Math.max(count ?? 0, values.length + bad)} lines`
      : count === undefined
        ? "does not say any more how many lines it had"
        : undefined;
  return { values, problem, current: torn === "" };
}

/** Also where a cut has left less than the checksum. */
const beginsSealed = (line: string): boolean =>
  isSealed(line) || (line !== "" && line.length < shortestSealed && '{"crc32":"'.startsWith(line.slice(0, 10)));

const shortestSealed = toSealed(0).length;

/** A damaged first line can still be told from the others by its length, or its word. */
const looksLikeFirst = (line = ""): boolean =>
  line.length === firstLine(0).length - 1 && /"lines"|"value":\{".{5}":"\d/.test(line);

function readOldLines(lines: readonly string[], shape: Shape): Read {
  const values: unknown[] = [];
  for (const line of lines) {
    const found = fromSealed(line, shape);
    if ("value" in found) {
      values.push(found.value);
    }
  }
  const bad = lines.length - values.length;
  return { values, problem: bad > 0 ? `has lost ${bad} of its ${lines.length} lines` : undefined, current: false };
}

import { type FileHandle, open } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { csvRows, type ResultRow, textRows } from "./csv";

export interface ResultPage {
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** The byte where the next page starts. A full page has one even where it is the last, as in Athena. */
  readonly next: number | undefined;
}

const firstRead = 256 * 1024;

/** A page of very wide or long rows ends before it has as many as were asked for: it is made and sent in one piece. */
const mostCells = 100_000;
const mostBytes = 4 * 1024 * 1024;

/** So many cells are read in some milliseconds. */
const cellsPerTurn = 10_000;

/**
 * Reads rows of a result file from a byte on, and no more of the file than they need.
 *
 * @param format CSV, or lines of plain text.
 * @param limit How many rows at most.
 * @returns undefined where the file has no such byte.
 */
export async function readResultPage(
  path: string,
  format: "csv" | "txt",
  offset: number,
  limit: number,
): Promise<ResultPage | undefined> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    // a text's last line has no end of its own
    const end = format === "csv" ? size : size + 1;
    if (offset >= end || size === 0) {
      return offset > end ? undefined : { rows: [], next: undefined };
    }
    for (let length = firstRead; ; length *= 4) {
      const text = await read(file, offset, Math.min(length, size - offset));
      const toEnd = offset + text.length >= size;
      const rows = await take(format === "csv" ? csvRows(text) : textRows(text, toEnd), limit);
      const last = rows.at(-1);
      const isFull = rows.length === limit || (last !== undefined && length >= mostBytes) || isWide(rows);
      if (isFull || toEnd) {
        const more = isFull && (rows.length === limit || offset + (last?.end ?? 0) < end);
        return {
          rows: rows.map(({ values }) => values.map(decode)),
          next: more ? offset + (last?.end ?? 0) : undefined,
        };
      }
    }
  } finally {
    await file.close();
  }
}

/** One character a byte. */
async function read(file: FileHandle, offset: number, length: number): Promise<string> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead).toString("latin1");
}

async function take(rows: Iterable<ResultRow>, limit: number): Promise<ResultRow[]> {
  const taken: ResultRow[] = [];
  let cells = 0;
  let turn = 0;
  for (const row of rows) {
    taken.push(row);
    cells += row.values.length;
    if (taken.length === limit || cells >= mostCells) {
      break;
    }
    if (Math.floor(cells / cellsPerTurn) > turn) {
      turn = Math.floor(cells / cellsPerTurn);
      await setImmediate();
    }
  }
  return taken;
}

function isWide(rows: readonly ResultRow[]): boolean {
  return rows.reduce((cells, { values }) => cells + values.length, 0) >= mostCells;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all bytes of ASCII.
const ascii = /^[\x00-\x7f]*$/;

/** The file is cut into rows by bytes, one a character; the values are UTF-8. */
function decode(bytes: string | undefined): string | undefined {
  return bytes === undefined || ascii.test(bytes) ? bytes : Buffer.from(bytes, "latin1").toString("utf8");
}

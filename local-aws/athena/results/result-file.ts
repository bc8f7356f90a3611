import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { csvRows, type ResultRow, textRows } from "./csv";

export interface ResultPage {
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** The byte where the next page starts. A full page has one even where it is the last, as in Athena. */
  readonly next: number | undefined;
}

const firstRead = 256 * 1024;

/**
 * Reads rows of a result file from a byte on, and no more of the file than they need.
 *
 * @param format CSV, or lines of plain text.
 * @param limit How many rows at most.
 * @returns undefined where the file has no such byte.
 */
export function readResultPage(
  path: string,
  format: "csv" | "txt",
  offset: number,
  limit: number,
): ResultPage | undefined {
  const descriptor = openSync(path, "r");
  try {
    const { size } = fstatSync(descriptor);
    // a text's last line has no end of its own
    const end = format === "csv" ? size : size + 1;
    if (offset >= end || size === 0) {
      return offset > end ? undefined : { rows: [], next: undefined };
    }
    for (let length = firstRead; ; length *= 4) {
      const buffer = Buffer.alloc(Math.min(length, size - offset));
      readSync(descriptor, buffer, 0, buffer.length, offset);
      const toEnd = offset + buffer.length >= size;
      const text = buffer.toString("latin1");
      const rows = take(format === "csv" ? csvRows(text) : textRows(text, toEnd), limit);
      if (rows.length === limit || toEnd) {
        const next = rows.length === limit ? offset + (rows.at(-1)?.end ?? 0) : undefined;
        return { rows: rows.map(({ values }) => values.map(decode)), next };
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

function take(rows: Iterable<ResultRow>, limit: number): ResultRow[] {
  const taken: ResultRow[] = [];
  for (const row of rows) {
    taken.push(row);
    if (taken.length === limit) {
      break;
    }
  }
  return taken;
}

/** The file is cut into rows by bytes, one a character; the values are UTF-8. */
function decode(bytes: string | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes, "latin1").toString("utf8");
}

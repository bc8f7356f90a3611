import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { csvRows, type ResultRow, textRows } from "./csv";

export interface ResultPage {
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** The byte where the next page starts; undefined after the last row. */
  readonly next: number | undefined;
}

const firstRead = 256 * 1024;

/**
 * Reads rows of a result file from a byte on, and no more of the file than they need.
 *
 * @param format CSV, or lines of plain text.
 * @param limit How many rows at most.
 */
export function readResultPage(path: string, format: "csv" | "txt", offset: number, limit: number): ResultPage {
  const descriptor = openSync(path, "r");
  try {
    const { size } = fstatSync(descriptor);
    const parse = format === "csv" ? csvRows : textRows;
    for (let length = firstRead; ; length *= 4) {
      const buffer = Buffer.alloc(Math.min(length, Math.max(0, size - offset)));
      readSync(descriptor, buffer, 0, buffer.length, offset);
      const rows = take(parse(buffer.toString("latin1")), limit);
      if (rows.length === limit || offset + buffer.length >= size) {
        const end = offset + (rows.at(-1)?.end ?? 0);
        return { rows: rows.map(({ values }) => values.map(decode)), next: end < size ? end : undefined };
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

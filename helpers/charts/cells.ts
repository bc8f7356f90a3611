import { type Row, valueIn } from "../display/show-table";

/**
 * A row's number.
 *
 * @throws TypeError Where the column is missing or holds no number.
 */
export function numberIn(row: Row, column: string): number {
  const value = valueIn(row, column);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) {
    throw new TypeError(`The chart needs a number in column ${column}, but a row has ${JSON.stringify(value)}.`);
  }
  return number;
}

/**
 * A row's text; a date is written `2025-07-12`.
 *
 * @throws TypeError Where the column is missing or null.
 */
export function textIn(row: Row, column: string): string {
  const value = valueIn(row, column);
  if (value === undefined || value === null) {
    throw new TypeError(`The chart needs a value in column ${column}, but a row has ${JSON.stringify(value)}.`);
  }
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

/** @throws TypeError Where there are no rows: an empty chart would say that all is well. */
export function needRows(rows: readonly unknown[]): void {
  if (rows.length === 0) {
    throw new TypeError("There is nothing to draw: the answer has no rows.");
  }
}

/** A column's name for people: `inspection_date` as `inspection date`. */
export function label(column: string): string {
  return column.replaceAll("_", " ");
}

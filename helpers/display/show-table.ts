import { formatCount } from "./format";
import { escapeHtml } from "./html";
import { show } from "./kernel";

/** A row: its values by column name. Any object will do, so that rows may have an interface of their own. */
export type Row = object;

/** What a row holds in a column. */
export function valueIn(row: Row, column: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[column];
}

/** What {@link showTable} takes: rows, or a danfo DataFrame. */
export type TableLike = readonly Row[] | { readonly columns: readonly string[]; readonly values: unknown };

export interface ShowTableOptions {
  /** Stands above the table. */
  readonly title?: string;
  /** How many rows are shown at most. */
  readonly maxRows?: number;
}

/**
 * Shows rows or a DataFrame as an HTML table, with the same as plain text for front ends without HTML. Numbers stand on
 * the right; a missing value shows as a grey `null`.
 */
export function showTable(table: TableLike, { title, maxRows = 20 }: ShowTableOptions = {}): void {
  const { columns, rows } = cells(table);
  const shown = rows.slice(0, maxRows);
  const left = rows.length - shown.length;
  const size = `${formatCount(rows.length)} ${rows.length === 1 ? "row" : "rows"}`;
  const note = left > 0 ? `${size}, the first ${shown.length} shown` : size;
  show({
    "text/html": html(columns, shown, title, note),
    "text/plain": plain(columns, shown, title, note),
  });
}

function cells(table: TableLike): { columns: readonly string[]; rows: readonly (readonly unknown[])[] } {
  if ("columns" in table) {
    return { columns: table.columns, rows: table.values as unknown[][] };
  }
  const columns = [...new Set(table.flatMap((row) => Object.keys(row)))];
  return { columns, rows: table.map((row) => columns.map((column) => valueIn(row, column))) };
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) {
    return "null";
  }
  if (value instanceof Date) {
    return value
      .toISOString()
      .replace("T00:00:00.000Z", "")
      .replace("T", " ")
      .replace(/(\.000)?Z$/, "");
  }
  if (typeof value === "number" && !Number.isInteger(value)) {
    return String(Number(value.toPrecision(6)));
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function html(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  title: string | undefined,
  note: string,
): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(htmlCell).join("")}</tr>`).join("");
  const caption = `<caption>${title === undefined ? "" : `<b>${escapeHtml(title)}</b> · `}${note}</caption>`;
  return `<table>${caption}<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function htmlCell(value: unknown): string {
  if (value === null || value === undefined) {
    return '<td style="text-align:left;opacity:0.6"><i>null</i></td>';
  }
  return `<td style="text-align:${isNumber(value) ? "right" : "left"}">${escapeHtml(cellText(value))}</td>`;
}

function plain(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  title: string | undefined,
  note: string,
): string {
  const texts = rows.map((row) => row.map(cellText));
  const widths = columns.map((column, i) => Math.max(column.length, ...texts.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[], values: readonly unknown[]) =>
    row
      .map((text, i) => (isNumber(values[i]) ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  const body = texts.map((row, i) => line(row, rows[i] ?? []));
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [...(title === undefined ? [] : [title]), line(columns, []), rule, ...body, `(${note})`].join("\n");
}

import type { DataFrame } from "danfojs-node";
import { formatCount } from "../display/format";
import { LiveDisplay } from "../display/live-display";
import type { Cell, TypedColumn } from "./convert";
import { readColumns } from "./read-rows";
import { type QueryOptions, startQuery } from "./start-query";
import { queryFacts, waitQuery } from "./wait-query";

/**
 * Runs a query and reads its answer into a danfo DataFrame, with a live display. Types: see {@link readSqlRows}.
 * Calls `athena:StartQueryExecution`, `athena:GetQueryExecution` and `athena:GetQueryResults`.
 *
 * @throws QueryFailed Where Athena ends it FAILED or CANCELLED. Interrupted: the query is stopped. WaitTimeout: it goes on.
 * @see https://danfo.jsdata.org/api-reference/dataframe
 */
export async function readSqlQuery(sql: string, options: QueryOptions = {}): Promise<DataFrame> {
  const columns = await query(sql, options);
  // danfo takes over a second to load: a notebook that draws and lists only does not wait for it.
  const { default: danfo } = await import("danfojs-node");
  return new danfo.DataFrame(rowsOf(columns), {
    columns: columns.map(({ name }) => name),
    dtypes: columns.map(({ type }) => type),
  });
}

/**
 * Runs a query and reads its answer as plain rows, as the charts take them, with a live display.
 * Numbers and booleans are JavaScript's; dates and timestamps are `Date` in UTC; NULL is null; a `bigint` or `decimal`
 * column with a value that a number cannot hold exactly is text, digit for digit.
 *
 * @throws As {@link readSqlQuery}.
 */
export async function readSqlRows<Row = Record<string, Cell>>(sql: string, options: QueryOptions = {}): Promise<Row[]> {
  const columns = await query(sql, options);
  const names = columns.map(({ name }) => name);
  return rowsOf(columns).map((row) => Object.fromEntries(row.map((cell, i) => [names[i], cell])) as Row);
}

async function query(sql: string, options: QueryOptions): Promise<TypedColumn[]> {
  const display = new LiveDisplay();
  const id = await startQuery(sql, options);
  const summary = await waitQuery(id, { timeoutSeconds: options.timeoutSeconds, display });
  const columns = await readColumns(id);
  const rows = columns[0]?.values.length ?? 0;
  display.update({
    what: "query",
    state: "SUCCEEDED, answer read",
    outcome: "done",
    facts: [["rows", formatCount(rows)], ...queryFacts(summary)],
  });
  return columns;
}

function rowsOf(columns: readonly TypedColumn[]): Cell[][] {
  const count = columns[0]?.values.length ?? 0;
  return Array.from({ length: count }, (_, i) => columns.map(({ values }) => values[i] ?? null));
}

import { startQuery } from "../athena/start-query";
import { type QuerySummary, waitQuery } from "../athena/wait-query";
import { LiveDisplay } from "../display/live-display";
import { readText } from "../s3/read-text";
import type { PageDescription, PageTable } from "./description";
import { type Columns, type TableData, toTableData } from "./table-data";

/** What was read for a page, and what it took. */
export interface PageData {
  readonly tables: Readonly<Record<string, TableData>>;
  /** When Athena was asked, in ISO 8601. */
  readonly askedAt: string;
  readonly bytesScanned: number;
  /** Until all rows were here. */
  readonly seconds: number;
  /** What AWS asks for the queries at list price. */
  readonly dollars: number;
}

/**
 * Reads all rows of a page's tables through Athena. The answers are taken from S3 as a whole, for `GetQueryResults` gives
 * a thousand rows at a time.
 *
 * @throws QueryFailed Where Athena ends a query FAILED. TypeError: a column is not what the description says.
 */
export async function readPageData({ tables }: PageDescription): Promise<PageData> {
  const started = Date.now();
  const askedAt = new Date(started).toISOString();
  const read: Record<string, TableData> = {};
  const summaries: QuerySummary[] = [];
  for (const [key, table] of Object.entries(tables)) {
    const columns = [...table.dimensions, ...table.numbers];
    const { columns: found, summary } = await askAthena(`SELECT ${columns.join(", ")} FROM ${table.name}`, table);
    read[key] = toTableData(table, found);
    summaries.push(summary);
  }
  return {
    tables: read,
    askedAt,
    bytesScanned: summaries.reduce((sum, { bytesScanned }) => sum + bytesScanned, 0),
    seconds: (Date.now() - started) / 1_000,
    dollars: summaries.reduce((sum, { dollars }) => sum + dollars, 0),
  };
}

/**
 * Asks Athena, and reads the file that it writes the answer to.
 *
 * @param display Where to show the query's state: one place for many.
 */
export async function askAthena(
  sql: string,
  { numbers }: Pick<PageTable, "numbers">,
  display = new LiveDisplay(),
): Promise<{ columns: Columns; summary: QuerySummary }> {
  const summary = await waitQuery(await startQuery(sql), { display });
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/(.+)$/.exec(summary.outputLocation) ?? [];
  return { columns: columnsOf(await readText(bucket, key), numbers), summary };
}

const [quote, comma, lineEnd] = ['"', ",", "\n"].map((character) => character.charCodeAt(0));

/** The columns of Athena's result file, whose cells stand in quotes, but for NULL, which is empty. */
function columnsOf(csv: string, numbers: readonly string[]): Columns {
  const columns: (string | undefined)[][] = [];
  let at = 0;
  let column = 0;
  while (at < csv.length) {
    let text: string | undefined;
    if (csv.charCodeAt(at) === quote) {
      const begin = at + 1;
      let isEscaped = false;
      at = csv.indexOf('"', begin);
      while (csv.charCodeAt(at + 1) === quote) {
        isEscaped = true;
        at = csv.indexOf('"', at + 2);
      }
      text = isEscaped ? csv.slice(begin, at).replaceAll('""', '"') : csv.slice(begin, at);
      at += 1;
    } else {
      while (at < csv.length && csv.charCodeAt(at) !== comma && csv.charCodeAt(at) !== lineEnd) {
        at += 1;
      }
    }
    columns[column] ??= [];
    columns[column]?.push(text);
    column = csv.charCodeAt(at) === comma ? column + 1 : 0;
    at += 1;
  }
  return Object.fromEntries(
    columns.map(([name = "", ...cells]) => [
      name,
      numbers.includes(name) ? cells.map((cell) => Number(cell ?? Number.NaN)) : cells,
    ]),
  );
}

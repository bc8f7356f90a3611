import { startQuery } from "../athena/start-query";
import { type QuerySummary, waitQuery } from "../athena/wait-query";
import { readText } from "../s3/read-text";
import type { AnswerRow, PageDescription, PageTable } from "./description";
import { type TableData, toTableData } from "./table-data";

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
    const order = table.dimensions.length === 0 ? "" : ` ORDER BY ${table.dimensions.join(", ")}`;
    const { rows, summary } = await askAthena(`SELECT ${columns.join(", ")} FROM ${table.name}${order}`, table);
    read[key] = toTableData(table, rows);
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

/** Asks Athena, and reads the file that it writes the answer to. */
export async function askAthena(
  sql: string,
  { numbers }: Pick<PageTable, "numbers">,
): Promise<{ rows: AnswerRow[]; summary: QuerySummary }> {
  const summary = await waitQuery(await startQuery(sql));
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/(.+)$/.exec(summary.outputLocation) ?? [];
  const [names = [], ...lines] = cellsOf(await readText(bucket, key));
  const rows = lines.map((cells) =>
    Object.fromEntries(
      names.map((name, i) => {
        const cell = cells[i];
        return [name ?? "", numbers.includes(name ?? "") ? Number(cell ?? Number.NaN) : (cell ?? "")];
      }),
    ),
  );
  return { rows: rows as AnswerRow[], summary };
}

/** The lines of Athena's result file: each cell stands in quotes, but for NULL, which is empty. */
function cellsOf(csv: string): (string | undefined)[][] {
  const lines: (string | undefined)[][] = [];
  let line: (string | undefined)[] = [];
  for (const [, quoted, end] of csv.matchAll(/("(?:[^"]|"")*"|)(,|\n|$)/g)) {
    if (end === "" && line.length === 0 && quoted === "") {
      break;
    }
    line.push(quoted === "" ? undefined : quoted?.slice(1, -1).replaceAll('""', '"'));
    if (end !== ",") {
      lines.push(line);
      line = [];
    }
  }
  return lines;
}

import { type QueryOptions, startQuery } from "./start-query";
import { type QuerySummary, waitQuery } from "./wait-query";

/**
 * Runs SQL whose answer is not needed, such as CREATE TABLE, and waits for its end, with a live display. Calls
 * `athena:StartQueryExecution` and `athena:GetQueryExecution`. DDL scans nothing and is free.
 *
 * @throws QueryFailed Where Athena ends it FAILED or CANCELLED. Interrupted: it is stopped. WaitTimeout: it goes on.
 */
export async function runStatement(sql: string, options: QueryOptions = {}): Promise<QuerySummary> {
  return waitQuery(await startQuery(sql, options), { timeoutSeconds: options.timeoutSeconds });
}

/**
 * Runs the statements of a script one after the other: they end with `;`, comments begin with `--`.
 *
 * @throws As {@link runStatement}; the statements before the failed one have run.
 */
export async function runScript(script: string, options: QueryOptions = {}): Promise<QuerySummary[]> {
  const summaries: QuerySummary[] = [];
  for (const statement of statements(script)) {
    summaries.push(await runStatement(statement, options));
  }
  return summaries;
}

/** Splits at semicolons outside quotes and comments, and drops comments. Athena takes one statement at a time. */
export function statements(script: string): string[] {
  const parts = script.match(/--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|;|[^-'"`;]+|-/g) ?? [];
  const found: string[] = [""];
  for (const part of parts) {
    if (part === ";") {
      found.push("");
    } else if (!part.startsWith("--")) {
      found[found.length - 1] += part;
    }
  }
  return found.map((statement) => statement.trim()).filter((statement) => statement !== "");
}

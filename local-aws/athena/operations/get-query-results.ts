import type { GetQueryResultsInput, GetQueryResultsOutput, Row } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import type { StoredQuery } from "../queries/query-store";
import { parseOutputLocation } from "../results/output-location";
import { readResultPage } from "../results/result-file";
import { invalidRequest } from "../validation";

/** AWS's model allows 100,000; above this Athena refuses in other words. */
const maxRows = 1_000;

/**
 * Rows of a finished query, read from its file in S3. The first row of a SELECT's first page is the column names.
 * What is wrong is told in Athena's order: the query, the number of rows, its state, the token.
 *
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export async function getQueryResults(
  context: AthenaContext,
  input: GetQueryResultsInput,
): Promise<GetQueryResultsOutput> {
  if (input.QueryResultType === "DATA_MANIFEST") {
    throw invalidRequest("The embedded AWS gives rows only; not QueryResultType DATA_MANIFEST.");
  }
  const query = context.queries.get(input.QueryExecutionId);
  const limit = input.MaxResults ?? maxRows;
  if (limit > maxRows) {
    throw invalidRequest(`MaxResults is more than maximum allowed length ${maxRows}`);
  }
  const location = query.execution.ResultConfiguration?.OutputLocation ?? "";
  const path = resultPath(context, location);
  if (query.execution.Status?.State === "FAILED" && location.endsWith(".txt") && path !== undefined) {
    // Hive's part of Athena has left the reason there
    return { ResultSet: { Rows: [] } };
  }
  checkEnded(query);
  const { rows, next } = await readRows(path, location, input.NextToken, limit);
  return {
    UpdateCount: query.updateCount,
    ResultSet: { Rows: rows, ResultSetMetadata: { ColumnInfo: [...query.columns] } },
    NextToken: next === undefined ? undefined : String(next),
  };
}

/** The file of a result that has one. */
function resultPath({ objects }: AthenaContext, location: string): string | undefined {
  const { bucket, prefix } = parseOutputLocation(location);
  return objects.hasBucket(bucket) ? objects.filePath(bucket, prefix.replace(/\/$/, "")) : undefined;
}

function checkEnded({ execution }: StoredQuery): void {
  const state = execution.Status?.State;
  if (state === "CANCELLED") {
    throw invalidRequest("Could not find results", "RESULT_NOT_FOUND");
  }
  if (state === "FAILED") {
    throw invalidRequest(
      `Query did not finish successfully. Final query state: ${state}`,
      "INVALID_QUERY_EXECUTION_STATE",
    );
  }
  if (state !== "SUCCEEDED") {
    throw invalidRequest(`Query has not yet finished. Current state: ${state}`, "INVALID_QUERY_EXECUTION_STATE");
  }
}

async function readRows(
  path: string | undefined,
  location: string,
  token: string | undefined,
  limit: number,
): Promise<{ rows: Row[]; next: number | undefined }> {
  if (!/\.(csv|txt)$/.test(location)) {
    return { rows: [], next: undefined };
  }
  if (path === undefined) {
    throw invalidRequest("Could not find results", "RESULT_NOT_FOUND");
  }
  const offset = /^\d{1,15}$/.test(token ?? "0") ? Number(token ?? 0) : undefined;
  const format = location.endsWith(".csv") ? "csv" : "txt";
  const page = offset === undefined ? undefined : await readResultPage(path, format, offset, limit);
  if (page === undefined) {
    throw invalidRequest(`Malformed nextPageToken ${token}`);
  }
  const Data = (values: readonly (string | undefined)[]) =>
    values.map((value) => (value === undefined ? {} : { VarCharValue: value }));
  return { rows: page.rows.map((values) => ({ Data: Data(values) })), next: page.next };
}

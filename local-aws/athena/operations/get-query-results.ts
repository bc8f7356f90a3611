import type { GetQueryResultsInput, GetQueryResultsOutput, Row } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { tokenOffset } from "../pages";
import type { StoredQuery } from "../query-store";
import { parseOutputLocation } from "../results/output-location";
import { readResultPage } from "../results/result-file";
import { checkNumber, invalidRequest } from "../validation";

const maxRows = 1_000;

/**
 * Rows of a finished query, read from its file in S3. The first row of a SELECT's first page is the column names.
 *
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export function getQueryResults(context: AthenaContext, input: GetQueryResultsInput): GetQueryResultsOutput {
  const query = context.queries.get(input.QueryExecutionId);
  checkEnded(query);
  const limit = input.MaxResults ?? maxRows;
  checkNumber("maxResults", limit, { least: 1, most: maxRows });
  const { rows, next } = readRows(context, query, tokenOffset(input.NextToken), limit);
  return {
    UpdateCount: query.updateCount ?? 0,
    ResultSet: { Rows: rows, ResultSetMetadata: { ColumnInfo: [...query.columns] } },
    NextToken: next === undefined ? undefined : String(next),
  };
}

function checkEnded({ execution }: StoredQuery): void {
  const state = execution.Status?.State;
  if (state === "FAILED" || state === "CANCELLED") {
    throw invalidRequest(
      `Query did not finish successfully. Final query state: ${state}`,
      "INVALID_QUERY_EXECUTION_STATE",
    );
  }
  if (state !== "SUCCEEDED") {
    throw invalidRequest(`Query has not yet finished. Current state: ${state}`, "INVALID_QUERY_EXECUTION_STATE");
  }
}

function readRows(
  { objects }: AthenaContext,
  { execution, columns }: StoredQuery,
  offset: number,
  limit: number,
): { rows: Row[]; next: number | undefined } {
  const location = execution.ResultConfiguration?.OutputLocation ?? "";
  if (columns.length === 0) {
    return { rows: [], next: undefined };
  }
  const { bucket, prefix } = parseOutputLocation(location);
  const path = objects.filePath(bucket, prefix.replace(/\/$/, ""));
  if (path === undefined) {
    throw invalidRequest(`Could not find results: ${location} is gone.`, "INVALID_INPUT");
  }
  const { rows, next } = readResultPage(path, location.endsWith(".csv") ? "csv" : "txt", offset, limit);
  const Data = (values: readonly (string | undefined)[]) =>
    values.map((value) => (value === undefined ? {} : { VarCharValue: value }));
  return { rows: rows.map((values) => ({ Data: Data(values) })), next };
}

import type { BatchGetQueryExecutionInput, BatchGetQueryExecutionOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_BatchGetQueryExecution.html */
export function batchGetQueryExecution(
  context: AthenaContext,
  input: BatchGetQueryExecutionInput,
): BatchGetQueryExecutionOutput {
  const byId = new Map(context.queries.all().map(({ execution }) => [execution.QueryExecutionId, execution]));
  const ids = input.QueryExecutionIds ?? [];
  return {
    QueryExecutions: ids.flatMap((id) => byId.get(id) ?? []),
    UnprocessedQueryExecutionIds: ids
      .filter((id) => !byId.has(id))
      .map((id) => ({
        QueryExecutionId: id,
        ErrorCode: "INVALID_QUERY_EXECUTION_ID",
        ErrorMessage: `QueryExecution ${id} was not found`,
      })),
  };
}

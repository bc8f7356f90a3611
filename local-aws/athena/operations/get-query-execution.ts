import type { GetQueryExecutionInput, GetQueryExecutionOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryExecution.html */
export function getQueryExecution(context: AthenaContext, input: GetQueryExecutionInput): GetQueryExecutionOutput {
  return { QueryExecution: context.queries.get(input.QueryExecutionId).execution };
}

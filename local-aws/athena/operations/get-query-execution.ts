import type { GetQueryExecutionInput, GetQueryExecutionOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/**
 * How long the answer about a query that goes on waits for news of it, in milliseconds: about as long as AWS takes. Who
 * asks again and again is told of the end at once, and leaves the processor to the query.
 */
const patienceMs = 50;

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryExecution.html */
export async function getQueryExecution(
  { queries }: AthenaContext,
  { QueryExecutionId = "" }: GetQueryExecutionInput,
): Promise<GetQueryExecutionOutput> {
  await queries.next(QueryExecutionId, patienceMs);
  return { QueryExecution: queries.get(QueryExecutionId).execution };
}

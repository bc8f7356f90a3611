import type { StopQueryExecutionInput, StopQueryExecutionOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_StopQueryExecution.html */
export async function stopQueryExecution(
  context: AthenaContext,
  input: StopQueryExecutionInput,
): Promise<StopQueryExecutionOutput> {
  const { execution } = context.queries.get(input.QueryExecutionId);
  await context.runner.stop(execution.QueryExecutionId ?? "");
  return {};
}

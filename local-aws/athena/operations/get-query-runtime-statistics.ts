import type { GetQueryRuntimeStatisticsInput, GetQueryRuntimeStatisticsOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryRuntimeStatistics.html */
export async function getQueryRuntimeStatistics(
  context: AthenaContext,
  input: GetQueryRuntimeStatisticsInput,
): Promise<GetQueryRuntimeStatisticsOutput> {
  const { execution } = context.queries.get(input.QueryExecutionId);
  await context.runner.settled(execution.QueryExecutionId ?? "");
  const { runStatistics } = context.queries.get(input.QueryExecutionId);
  const { Statistics } = execution;
  return {
    QueryRuntimeStatistics: {
      Timeline: {
        QueryQueueTimeInMillis: Statistics?.QueryQueueTimeInMillis,
        ServicePreProcessingTimeInMillis: Statistics?.ServicePreProcessingTimeInMillis,
        QueryPlanningTimeInMillis: Statistics?.QueryPlanningTimeInMillis,
        EngineExecutionTimeInMillis: Statistics?.EngineExecutionTimeInMillis,
        ServiceProcessingTimeInMillis: Statistics?.ServiceProcessingTimeInMillis,
        TotalExecutionTimeInMillis: Statistics?.TotalExecutionTimeInMillis,
      },
      Rows: { InputRows: 0, InputBytes: 0, OutputRows: 0, OutputBytes: 0 },
      ...runStatistics,
    },
  };
}

import type { GetQueryRuntimeStatisticsInput, GetQueryRuntimeStatisticsOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryRuntimeStatistics.html */
export function getQueryRuntimeStatistics(
  context: AthenaContext,
  input: GetQueryRuntimeStatisticsInput,
): GetQueryRuntimeStatisticsOutput {
  const { execution, inputRows } = context.queries.get(input.QueryExecutionId);
  const { Statistics } = execution;
  return {
    QueryRuntimeStatistics: {
      Timeline: {
        QueryQueueTimeInMillis: Statistics?.QueryQueueTimeInMillis,
        EngineExecutionTimeInMillis: Statistics?.EngineExecutionTimeInMillis,
        ServiceProcessingTimeInMillis: Statistics?.ServiceProcessingTimeInMillis,
        TotalExecutionTimeInMillis: Statistics?.TotalExecutionTimeInMillis,
      },
      Rows: { InputRows: inputRows ?? 0, InputBytes: Statistics?.DataScannedInBytes ?? 0 },
    },
  };
}

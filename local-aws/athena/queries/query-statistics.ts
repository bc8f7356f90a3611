import type { QueryExecutionStatistics } from "@aws-sdk/client-athena";
import type { TrinoStats } from "../../engines/trino/trino-client";

/** When a query went from one state to the next, in milliseconds since 1970. */
export interface QueryTimes {
  readonly submitted: number;
  readonly started: number;
  /** When the engine had done its work; the end where it never came so far. */
  readonly computed: number;
  readonly ended: number;
}

/**
 * A query's statistics: the times add up, queue + engine + service = total. Planning is a part of the engine's time.
 *
 * @param stats What Trino counted; none for a statement on the catalog, which scans nothing.
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_QueryExecutionStatistics.html
 */
export function queryStatistics(
  { submitted, started, computed, ended }: QueryTimes,
  stats?: TrinoStats,
): QueryExecutionStatistics {
  const engine = computed - started;
  return {
    DataScannedInBytes: stats?.physicalInputBytes ?? 0,
    QueryQueueTimeInMillis: started - submitted,
    ServicePreProcessingTimeInMillis: 0,
    ...(stats !== undefined && { QueryPlanningTimeInMillis: Math.min(stats.planningTimeMillis, engine) }),
    EngineExecutionTimeInMillis: engine,
    ServiceProcessingTimeInMillis: ended - computed,
    TotalExecutionTimeInMillis: ended - submitted,
    ResultReuseInformation: { ReusedPreviousResult: false },
  };
}

import type { QueryExecution } from "@aws-sdk/client-athena";
import type { ServiceMetrics } from "../../integration/service-metrics";

const times = {
  TotalExecutionTime: "TotalExecutionTimeInMillis",
  QueryQueueTime: "QueryQueueTimeInMillis",
  ServicePreProcessingTime: "ServicePreProcessingTimeInMillis",
  QueryPlanningTime: "QueryPlanningTimeInMillis",
  EngineExecutionTime: "EngineExecutionTimeInMillis",
  ServiceProcessingTime: "ServiceProcessingTimeInMillis",
} as const;

/**
 * Puts the metrics of a query that has ended, as a workgroup publishes them.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html
 */
export function putQueryMetrics(metrics: ServiceMetrics, execution: QueryExecution): void {
  const { WorkGroup = "primary", StatementType = "DML", Status, Statistics = {} } = execution;
  const QueryState = Status?.State === "CANCELLED" ? "CANCELED" : (Status?.State ?? "");
  const dimensions = { WorkGroup, QueryType: StatementType, QueryState };
  const common = { namespace: "AWS/Athena", dimensions, time: Status?.CompletionDateTime };
  for (const [name, member] of Object.entries(times)) {
    const value = Statistics[member];
    if (value !== undefined) {
      metrics.put({ ...common, name, value, unit: "Milliseconds" });
    }
  }
  if (StatementType === "DML" && Statistics.DataScannedInBytes !== undefined) {
    metrics.put({ ...common, name: "ProcessedBytes", value: Statistics.DataScannedInBytes, unit: "Bytes" });
  }
}

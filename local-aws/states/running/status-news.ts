import type { Integration } from "../../integration/integration";
import type { Json } from "../data/json";
import type { ExecutionRecord } from "../stores/execution-record";

/** What an execution works on and gives, as far as it has. */
export interface ExecutionData {
  readonly input: Json;
  readonly output?: Json | undefined;
}

/**
 * Tells the other services that an execution began or ended: an event for EventBridge, and AWS's metrics.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 */
export function tellStatus({ events, metrics }: Integration, record: ExecutionRecord, data: ExecutionData): void {
  const dimensions = { StateMachineArn: record.machineArn };
  const count = (name: string) => metrics.put({ namespace: "AWS/States", name, dimensions, value: 1, unit: "Count" });
  if (record.status === "RUNNING") {
    count(record.redriveCount > 0 ? "ExecutionsRedriven" : "ExecutionsStarted");
  } else {
    count(ended[record.status] ?? "ExecutionsFailed");
    const value = (record.stopDate ?? Date.now()) - record.startDate;
    metrics.put({ namespace: "AWS/States", name: "ExecutionTime", dimensions, value, unit: "Milliseconds" });
  }
  if (record.type === "STANDARD" && record.mapRunArn === undefined) {
    events.emit({
      source: "aws.states",
      detailType: "Step Functions Execution Status Change",
      resources: [record.arn],
      detail: detailOf(record, data),
    });
  }
}

const ended: Readonly<Record<string, string>> = {
  SUCCEEDED: "ExecutionsSucceeded",
  TIMED_OUT: "ExecutionsTimedOut",
  ABORTED: "ExecutionsAborted",
};

function detailOf(record: ExecutionRecord, { input, output }: ExecutionData): Readonly<Record<string, unknown>> {
  return {
    executionArn: record.arn,
    stateMachineArn: record.machineArn,
    name: record.name,
    status: record.status,
    startDate: record.startDate,
    stopDate: record.stopDate ?? null,
    input: JSON.stringify(input),
    output: output === undefined ? null : JSON.stringify(output),
    inputDetails: { included: true },
    outputDetails: output === undefined ? null : { included: true },
    stateMachineVersionArn: record.versionArn ?? null,
    stateMachineAliasArn: record.aliasArn ?? null,
    redriveCount: record.redriveCount,
    redriveDate: record.redriveDate ?? null,
    redriveStatus: record.status === "RUNNING" || record.status === "SUCCEEDED" ? "NOT_REDRIVABLE" : "REDRIVABLE",
    error: record.error ?? null,
    cause: record.cause ?? null,
  };
}

import type { DescribeMapRunInput, DescribeMapRunOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundMapRun } from "../found-map-run";
import type { StatesContext } from "../states-context";
import type { MapRunCounts } from "../stores/map-runs";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeMapRun.html */
export function describeMapRun(
  { environment, executions }: StatesContext,
  { mapRunArn }: Checked<DescribeMapRunInput>,
): DescribeMapRunOutput {
  const run = foundMapRun(environment.mapRuns, mapRunArn);
  const running = executions.runningOf(mapRunArn);
  return {
    mapRunArn,
    executionArn: run.executionArn,
    status: run.status,
    startDate: new Date(run.startDate),
    ...(run.stopDate !== undefined && { stopDate: new Date(run.stopDate) }),
    maxConcurrency: run.maxConcurrency,
    toleratedFailureCount: run.toleratedFailureCount,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
    itemCounts: counted(run.items, running.items),
    executionCounts: counted(run.executions, running.executions),
    redriveCount: run.redriveCount,
    ...(run.redriveDate !== undefined && { redriveDate: new Date(run.redriveDate) }),
  };
}

function counted(counts: MapRunCounts, running: number) {
  const { total, succeeded, failed, timedOut, aborted } = counts;
  return { ...counts, running, pending: Math.max(0, total - succeeded - failed - timedOut - aborted - running) };
}

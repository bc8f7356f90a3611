import type { ExecutionRecord } from "./stores/execution-record";

const twoWeeks = 14 * 24 * 60 * 60 * 1000;

/**
 * Why an execution cannot be begun again where it failed; undefined where it can.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function notRedrivable({ status, stopDate = 0, mapRunArn }: ExecutionRecord): string | undefined {
  if (status === "RUNNING" || status === "SUCCEEDED" || status === "PENDING_REDRIVE") {
    return `Execution is ${status} and cannot be redriven`;
  }
  if (mapRunArn !== undefined) {
    return "Execution was started by a Map Run and can only be redriven by it";
  }
  return Date.now() - stopDate > twoWeeks ? "Execution is older than the redrivable period of 14 days" : undefined;
}

/** How DescribeExecution tells it. */
export function redriveMembers(record: ExecutionRecord) {
  const reason = notRedrivable(record);
  return {
    redriveCount: record.redriveCount,
    ...(record.redriveDate !== undefined && { redriveDate: new Date(record.redriveDate) }),
    ...(reason === undefined
      ? { redriveStatus: "REDRIVABLE" as const }
      : { redriveStatus: "NOT_REDRIVABLE" as const, redriveStatusReason: reason }),
  };
}

import type { RedriveExecutionInput, RedriveExecutionOutput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { foundExecution } from "../arns";
import { notRedrivable } from "../redrive";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html */
export function redriveExecution(
  { executions }: StatesContext,
  { executionArn }: Checked<RedriveExecutionInput>,
): RedriveExecutionOutput {
  const record = foundExecution(executionArn, (arn) => executions.records.find(arn));
  const reason = notRedrivable(record);
  if (reason !== undefined) {
    throw new AwsError("ExecutionNotRedrivable", reason);
  }
  const { redriveDate } = executions.redrive(record);
  return { redriveDate: new Date(redriveDate ?? Date.now()) };
}

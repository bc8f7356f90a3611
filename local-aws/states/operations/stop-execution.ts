import type { StopExecutionInput, StopExecutionOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundExecution } from "../arns";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html */
export function stopExecution(
  { executions }: StatesContext,
  { executionArn, error, cause }: Checked<StopExecutionInput>,
): StopExecutionOutput {
  const record = foundExecution(executionArn, (arn) => executions.records.find(arn));
  const { stopDate } = record.status === "RUNNING" ? executions.stop(executionArn, error, cause) : record;
  return { stopDate: new Date(stopDate ?? Date.now()) };
}

import type { StartExecutionInput, StartExecutionOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { newExecution } from "../begin-execution";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export function startExecution(
  context: StatesContext,
  input: Checked<StartExecutionInput>,
  request: RequestContext,
): StartExecutionOutput {
  const { record } = context.executions.begin(newExecution(context, input, request));
  return { executionArn: record.arn, startDate: new Date(record.startDate) };
}

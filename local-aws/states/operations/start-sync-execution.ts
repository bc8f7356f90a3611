import type { StartSyncExecutionInput, StartSyncExecutionOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { newExecution } from "../begin-execution";
import type { StatesContext } from "../states-context";

/** AWS bills in steps of so many milliseconds, and at least 64 MB. */
const billedStep = 100;

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
export async function startSyncExecution(
  context: StatesContext,
  input: Checked<StartSyncExecutionInput>,
  request: RequestContext,
): Promise<StartSyncExecutionOutput> {
  const { start, ...given } = newExecution(context, input, request, "EXPRESS");
  const { record, output } = await context.executions.begin({ ...given, start, isSync: true }).done;
  const { stopDate = record.startDate, status } = record;
  const withData = input.includedData !== "METADATA_ONLY";
  return {
    executionArn: record.arn,
    stateMachineArn: record.machineArn,
    name: record.name,
    startDate: new Date(record.startDate),
    stopDate: new Date(stopDate),
    status: status === "SUCCEEDED" || status === "TIMED_OUT" ? status : "FAILED",
    error: record.error,
    cause: record.cause,
    ...(withData && { input: JSON.stringify(start.input) }),
    inputDetails: { included: withData },
    ...(withData && output !== undefined && { output: JSON.stringify(output) }),
    outputDetails: { included: withData },
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: Math.max(1, Math.ceil((stopDate - record.startDate) / billedStep)) * billedStep,
    },
  };
}

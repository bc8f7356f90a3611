import type {
  DescribeStateMachineForExecutionInput,
  DescribeStateMachineForExecutionOutput,
} from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundExecution } from "../arns";
import { executionNotFound } from "../errors";
import { noLogging, noTracing } from "../machine-settings";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html */
export function describeStateMachineForExecution(
  { executions }: StatesContext,
  { executionArn, includedData }: Checked<DescribeStateMachineForExecutionInput>,
): DescribeStateMachineForExecutionOutput {
  const record = foundExecution(executionArn, (arn) => executions.records.find(arn));
  const { start } = executions.history(record);
  if (start === undefined) {
    throw executionNotFound(executionArn);
  }
  const [name = "", label] = (record.machineArn.split(":")[6] ?? "").split("/");
  return {
    stateMachineArn: record.machineArn,
    name,
    definition: includedData === "METADATA_ONLY" ? "{}" : start.definitionText,
    roleArn: start.roleArn,
    updateDate: new Date(start.updateDate),
    loggingConfiguration: start.logging ?? noLogging,
    tracingConfiguration: noTracing,
    ...(record.mapRunArn !== undefined && { mapRunArn: record.mapRunArn }),
    ...(label !== undefined && { label }),
    ...(start.revisionId !== undefined && { revisionId: start.revisionId }),
  };
}

import type { DescribeExecutionInput, DescribeExecutionOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundExecution } from "../arns";
import { redriveMembers } from "../redrive";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export function describeExecution(
  { executions }: StatesContext,
  { executionArn, includedData }: Checked<DescribeExecutionInput>,
): DescribeExecutionOutput {
  const record = foundExecution(executionArn, (arn) => executions.records.find(arn));
  const withData = includedData !== "METADATA_ONLY";
  const { start, events } = withData ? executions.history(record) : { start: undefined, events: [] };
  const output = events.at(-1)?.executionSucceededEventDetails?.output;
  return {
    executionArn,
    stateMachineArn: record.machineArn,
    name: record.name,
    status: record.status,
    startDate: new Date(record.startDate),
    ...(record.stopDate !== undefined && { stopDate: new Date(record.stopDate) }),
    ...(start !== undefined && { input: JSON.stringify(start.input) }),
    inputDetails: { included: withData },
    ...(output !== undefined && { output, outputDetails: { included: withData } }),
    ...(record.mapRunArn !== undefined && { mapRunArn: record.mapRunArn }),
    error: record.error,
    cause: record.cause,
    stateMachineVersionArn: record.versionArn,
    stateMachineAliasArn: record.aliasArn,
    ...redriveMembers(record),
  };
}

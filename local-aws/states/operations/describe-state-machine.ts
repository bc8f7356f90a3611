import type { DescribeStateMachineInput, DescribeStateMachineOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import { machineNotFound } from "../errors";
import type { StatesContext } from "../states-context";
import type { Version } from "../stores/machines";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export function describeStateMachine(
  { machines }: StatesContext,
  { stateMachineArn, includedData }: Checked<DescribeStateMachineInput>,
): DescribeStateMachineOutput {
  checkArn(stateMachineArn, "stateMachine");
  const found = machines.runnable(stateMachineArn);
  if (found === undefined) {
    throw machineNotFound(stateMachineArn);
  }
  const { machine, revision } = found;
  const { description, creationDate = machine.creationDate } = revision as Partial<Version>;
  return {
    stateMachineArn,
    name: machine.name,
    status: "ACTIVE",
    definition: includedData === "METADATA_ONLY" ? "{}" : revision.definition,
    roleArn: revision.roleArn,
    type: machine.type,
    creationDate: new Date(creationDate),
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: revision.tracingConfiguration,
    ...(revision.revisionId !== undefined && { revisionId: revision.revisionId }),
    ...(description !== undefined && { description }),
  };
}

import type { DescribeStateMachineAliasInput, DescribeStateMachineAliasOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundAlias } from "../found-alias";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineAlias.html */
export function describeStateMachineAlias(
  { machines }: StatesContext,
  { stateMachineAliasArn }: Checked<DescribeStateMachineAliasInput>,
): DescribeStateMachineAliasOutput {
  const { name, description, routing, creationDate, updateDate } = foundAlias(machines, stateMachineAliasArn).alias;
  return {
    stateMachineAliasArn,
    name,
    ...(description !== undefined && { description }),
    routingConfiguration: [...routing],
    creationDate: new Date(creationDate),
    updateDate: new Date(updateDate),
  };
}

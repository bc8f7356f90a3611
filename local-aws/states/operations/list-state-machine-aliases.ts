import type { ListStateMachineAliasesInput, ListStateMachineAliasesOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { sortedBy } from "../../protocol/page-of";
import { checkArn } from "../arns";
import { machineNotFound } from "../errors";
import { pageOf } from "../pages";
import type { StatesContext } from "../states-context";
import { splitArn } from "../stores/machines";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineAliases.html */
export function listStateMachineAliases(
  { machines }: StatesContext,
  input: Checked<ListStateMachineAliasesInput>,
): ListStateMachineAliasesOutput {
  const { stateMachineArn: arn } = input;
  checkArn(arn, "stateMachine");
  const { machineArn, qualifier } = splitArn(arn);
  const machine = machines.find(machineArn);
  if (machine === undefined || machines.runnable(arn) === undefined) {
    throw machineNotFound(arn);
  }
  const aliases = machine.aliases.filter(
    ({ routing }) => qualifier === undefined || routing.some((each) => each.stateMachineVersionArn === arn),
  );
  const { items, ...next } = pageOf(
    sortedBy(aliases, ({ name }) => name),
    ({ name }) => name,
    input,
  );
  return {
    stateMachineAliases: items.map(({ name, creationDate }) => ({
      stateMachineAliasArn: `${machine.arn}:${name}`,
      creationDate: new Date(creationDate),
    })),
    ...next,
  };
}

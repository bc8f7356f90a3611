import type { DeleteStateMachineAliasInput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundAlias } from "../found-alias";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineAlias.html */
export function deleteStateMachineAlias(
  { machines }: StatesContext,
  { stateMachineAliasArn }: Checked<DeleteStateMachineAliasInput>,
): void {
  const { machine, alias } = foundAlias(machines, stateMachineAliasArn);
  machines.put({ ...machine, aliases: machine.aliases.filter((each) => each !== alias) });
}

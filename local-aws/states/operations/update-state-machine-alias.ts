import type { UpdateStateMachineAliasInput, UpdateStateMachineAliasOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { checkRouting } from "../alias-routing";
import { validation } from "../errors";
import { foundAlias } from "../found-alias";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachineAlias.html */
export function updateStateMachineAlias(
  { machines }: StatesContext,
  { stateMachineAliasArn, description, routingConfiguration }: Checked<UpdateStateMachineAliasInput>,
): UpdateStateMachineAliasOutput {
  if (description === undefined && routingConfiguration === undefined) {
    throw validation("Either the description or the routing configuration must be specified");
  }
  const { machine, alias } = foundAlias(machines, stateMachineAliasArn);
  if (routingConfiguration !== undefined && checkRouting(machines, routingConfiguration).arn !== machine.arn) {
    throw validation("Routing configuration must contain versions of the alias's state machine.");
  }
  const updateDate = new Date();
  const updated = {
    ...alias,
    ...(description !== undefined && { description }),
    ...(routingConfiguration !== undefined && { routing: routingConfiguration }),
    updateDate: updateDate.toISOString(),
  };
  machines.put({ ...machine, aliases: machine.aliases.map((each) => (each === alias ? updated : each)) });
  return { updateDate };
}

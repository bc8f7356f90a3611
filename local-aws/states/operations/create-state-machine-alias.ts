import type { CreateStateMachineAliasInput, CreateStateMachineAliasOutput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { checkRouting } from "../alias-routing";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html */
export function createStateMachineAlias(
  { machines }: StatesContext,
  { name, description, routingConfiguration: routing }: Checked<CreateStateMachineAliasInput>,
): CreateStateMachineAliasOutput {
  const machine = checkRouting(machines, routing);
  const stateMachineAliasArn = `${machine.arn}:${name}`;
  const known = machine.aliases.find((each) => each.name === name);
  if (known !== undefined) {
    if (JSON.stringify(known.routing) !== JSON.stringify(routing)) {
      const message =
        "Failed to create alias because an alias with the same name and a different routing configuration already exists.";
      throw new AwsError("ConflictException", message);
    }
    return { stateMachineAliasArn, creationDate: new Date(known.creationDate) };
  }
  const creationDate = new Date();
  const now = creationDate.toISOString();
  const alias = {
    name,
    routing,
    creationDate: now,
    updateDate: now,
    ...(description !== undefined && { description }),
  };
  machines.put({ ...machine, aliases: [...machine.aliases, alias] });
  return { stateMachineAliasArn, creationDate };
}

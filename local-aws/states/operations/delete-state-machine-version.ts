import type { DeleteStateMachineVersionInput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import type { StatesContext } from "../states-context";
import { splitArn } from "../stores/machines";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachineVersion.html */
export function deleteStateMachineVersion(
  { machines }: StatesContext,
  { stateMachineVersionArn }: Checked<DeleteStateMachineVersionInput>,
): void {
  checkArn(stateMachineVersionArn, "stateMachine");
  const { machineArn, qualifier } = splitArn(stateMachineVersionArn);
  const machine = machines.find(machineArn);
  if (machine === undefined) {
    return;
  }
  const users = machine.aliases
    .filter(({ routing }) => routing.some((each) => each.stateMachineVersionArn === stateMachineVersionArn))
    .map(({ name }) => name);
  if (users.length > 0) {
    const message = `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.join(", ")}]`;
    throw new AwsError("ConflictException", message);
  }
  machines.put({ ...machine, versions: machine.versions.filter(({ number }) => number !== Number(qualifier)) });
}

import { checkArn } from "./arns";
import { aliasNotFound } from "./errors";
import { type Alias, type Machine, type Machines, splitArn } from "./stores/machines";

/** An alias and its state machine. @throws AwsError InvalidArn, ResourceNotFound */
export function foundAlias(machines: Machines, arn: string): { readonly machine: Machine; readonly alias: Alias } {
  checkArn(arn, "stateMachine");
  const { machineArn, qualifier } = splitArn(arn);
  const machine = machines.find(machineArn);
  const alias = machine?.aliases.find(({ name }) => name === qualifier);
  if (machine === undefined || alias === undefined) {
    throw aliasNotFound();
  }
  return { machine, alias };
}

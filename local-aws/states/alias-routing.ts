import type { RoutingConfigurationListItem } from "@aws-sdk/client-sfn";
import { checkArn } from "./arns";
import { machineNotFound, validation } from "./errors";
import { type Machine, type Machines, splitArn } from "./stores/machines";

/**
 * Checks where an alias leads: to one or two versions of one state machine, whose weights add up to 100.
 *
 * @returns That state machine.
 * @throws AwsError ValidationException, StateMachineDoesNotExist
 */
export function checkRouting(machines: Machines, routing: readonly RoutingConfigurationListItem[]): Machine {
  const arns = routing.map(({ stateMachineVersionArn = "" }) => stateMachineVersionArn);
  const shown = `Received: [${arns.join(", ")}]`;
  for (const arn of arns) {
    checkArn(arn, "stateMachine");
  }
  if (arns.some((arn) => !/^\d+$/.test(splitArn(arn).qualifier ?? ""))) {
    throw validation(`Routing configuration must contain state machine version ARNs. ${shown}`);
  }
  if (new Set(arns).size < arns.length) {
    throw validation(`Routing configuration must contain distinct state machine version ARNs. ${shown}`);
  }
  const weights = routing.map(({ weight = 0 }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw validation(`Sum of routing configuration weights must equal 100. Received: [${weights.join(", ")}]`);
  }
  const owners = new Set(arns.map((arn) => splitArn(arn).machineArn));
  if (owners.size > 1) {
    throw validation(`Routing configuration must contain versions of the same state machine. ${shown}`);
  }
  const machine = machines.find([...owners][0] ?? "");
  const missing = arns.find((arn) => machines.runnable(arn) === undefined);
  if (machine === undefined || missing !== undefined) {
    throw machineNotFound(missing ?? arns[0] ?? "");
  }
  return machine;
}

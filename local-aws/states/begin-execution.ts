import { randomUUID } from "node:crypto";
import type { StateMachineType } from "@aws-sdk/client-sfn";
import type { RequestContext } from "../protocol/service";
import { checkArn, checkName, statesArn } from "./arns";
import { machineNotFound, typeNotSupported } from "./errors";
import { parseDefinition, parseInput } from "./machine-settings";
import type { NewExecution } from "./running/executions";
import type { StatesContext } from "./states-context";

/** What is asked to run. */
export interface ExecutionRequest {
  /** Of a state machine, a version or an alias. */
  readonly stateMachineArn: string;
  readonly name?: string | undefined;
  /** JSON. */
  readonly input?: string | undefined;
}

/**
 * What is to run for a request to start an execution.
 *
 * @param only The type that the state machine has to have.
 * @throws AwsError InvalidArn, InvalidName, InvalidExecutionInput, StateMachineDoesNotExist, StateMachineTypeNotSupported
 */
export function newExecution(
  { machines }: StatesContext,
  { stateMachineArn, name = randomUUID(), input }: ExecutionRequest,
  request: RequestContext,
  only?: StateMachineType,
): NewExecution {
  checkArn(stateMachineArn, "stateMachine");
  checkName(name);
  const found = machines.runnable(stateMachineArn);
  if (found === undefined) {
    throw machineNotFound(stateMachineArn);
  }
  const { machine, revision, versionArn, aliasArn } = found;
  if (only !== undefined && machine.type !== only) {
    throw typeNotSupported();
  }
  const start = {
    definition: parseDefinition(revision.definition, machine.type),
    definitionText: revision.definition,
    roleArn: revision.roleArn,
    input: parseInput(input),
    updateDate: revision.date,
    revisionId: revision.revisionId,
    logging: revision.loggingConfiguration,
  };
  const arn =
    machine.type === "STANDARD"
      ? statesArn(request, "execution", machine.name, name)
      : statesArn(request, "express", machine.name, name, randomUUID());
  return { arn, name, machineArn: machine.arn, versionArn, aliasArn, type: machine.type, start };
}

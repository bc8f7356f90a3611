import type { UpdateStateMachineInput, UpdateStateMachineOutput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import { machineNotFound, validation } from "../errors";
import { checkLogging, parseDefinition } from "../machine-settings";
import type { StatesContext } from "../states-context";
import { type Machine, newRevisionId, withVersion } from "../stores/machines";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html */
export function updateStateMachine(
  { machines, logs }: StatesContext,
  input: Checked<UpdateStateMachineInput>,
): UpdateStateMachineOutput {
  const { stateMachineArn, definition, roleArn, loggingConfiguration, tracingConfiguration, publish } = input;
  checkArn(stateMachineArn, "stateMachine");
  const known = machines.find(stateMachineArn);
  if (known === undefined) {
    throw machineNotFound(stateMachineArn);
  }
  if (
    [definition, roleArn, loggingConfiguration, tracingConfiguration].every((each) => each === undefined) &&
    !publish
  ) {
    throw new AwsError(
      "MissingRequiredParameter",
      "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
    );
  }
  if (input.versionDescription !== undefined && !publish) {
    throw validation("Version description can only be set when publish is true");
  }
  if (definition !== undefined) {
    parseDefinition(definition, known.type);
  }
  const updateDate = new Date();
  const updated: Machine = {
    ...known,
    definition: definition ?? known.definition,
    roleArn: roleArn ?? known.roleArn,
    loggingConfiguration:
      loggingConfiguration === undefined ? known.loggingConfiguration : checkLogging(loggingConfiguration, logs),
    tracingConfiguration: tracingConfiguration ?? known.tracingConfiguration,
    revisionId: newRevisionId(),
    date: updateDate.toISOString(),
  };
  const { machine, arn } = publish
    ? withVersion(updated, input.versionDescription)
    : { machine: updated, arn: undefined };
  machines.put(machine);
  return {
    updateDate,
    revisionId: machine.revisionId,
    ...(arn !== undefined && { stateMachineVersionArn: arn }),
  };
}

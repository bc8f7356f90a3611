import type { CreateStateMachineInput, CreateStateMachineOutput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkName, statesArn } from "../arns";
import { validation } from "../errors";
import { checkLogging, noTracing, parseDefinition } from "../machine-settings";
import type { StatesContext } from "../states-context";
import { type Machine, withVersion } from "../stores/machines";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
export function createStateMachine(
  { machines, logs }: StatesContext,
  input: Checked<CreateStateMachineInput>,
  request: RequestContext,
): CreateStateMachineOutput {
  const { name, definition, roleArn, type = "STANDARD", publish, versionDescription, tags = [] } = input;
  checkName(name);
  if (versionDescription !== undefined && !publish) {
    throw validation("Version description can only be set when publish is true");
  }
  parseDefinition(definition, type);
  const loggingConfiguration = checkLogging(input.loggingConfiguration, logs);
  const arn = statesArn(request, "stateMachine", name);
  const now = new Date().toISOString();
  const made: Machine = {
    ...{ arn, name, type, definition, roleArn, loggingConfiguration, tags, date: now, creationDate: now },
    tracingConfiguration: input.tracingConfiguration ?? noTracing,
    ...{ versions: [], lastVersion: 0, aliases: [] },
  };
  const known = machines.find(arn);
  if (known !== undefined && !isSame(known, made)) {
    throw new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
  }
  const { machine, arn: versionArn } =
    publish && !known?.versions.length ? withVersion(known ?? made, versionDescription) : { machine: known ?? made };
  if (machine !== known) {
    machines.put(machine);
  }
  const stateMachineVersionArn = versionArn ?? (publish ? `${arn}:${machine.versions[0]?.number}` : undefined);
  return {
    stateMachineArn: arn,
    creationDate: new Date(machine.creationDate),
    ...(stateMachineVersionArn !== undefined && { stateMachineVersionArn }),
  };
}

/** A request that is sent again makes nothing new. */
function isSame(known: Machine, made: Machine): boolean {
  const compared = ({ definition, type, loggingConfiguration, tracingConfiguration }: Machine) =>
    JSON.stringify([definition, type, loggingConfiguration, tracingConfiguration]);
  return compared(known) === compared(made);
}

import { CreateStateMachineCommand, SFNClient, UpdateStateMachineCommand } from "@aws-sdk/client-sfn";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import type { Lab } from "../../engine/lab/lab";
import { kioskNames, kioskRole, putKiosk } from "./kiosk";
import {
  dailyDefinition,
  type MachineParts,
  type ManyParts,
  manyDefinition,
  rightManyParts,
  rightParts,
} from "./machines";
import { machineArn } from "./run-machine";

/** Makes or changes a state machine. @returns Its ARN. */
async function putMachine(name: string, definition: object): Promise<string> {
  const client = new SFNClient();
  const text = JSON.stringify(definition);
  const known = await machineArn(name);
  if (known !== undefined) {
    await client.send(new UpdateStateMachineCommand({ stateMachineArn: known, definition: text }));
    return known;
  }
  const roleArn = await kioskRole();
  const made = await client.send(new CreateStateMachineCommand({ name, roleArn, definition: text }));
  return made.stateMachineArn ?? "";
}

/** What step 9 leaves: the jobs, the topic and both state machines. */
export async function putMachines(
  lab: Lab,
  daily: MachineParts = rightParts,
  many: ManyParts = rightManyParts,
): Promise<void> {
  await putKiosk(lab);
  const { TopicArn = "" } = await new SNSClient().send(new CreateTopicCommand({ Name: kioskNames.topic }));
  const arn = await putMachine(kioskNames.machine, dailyDefinition(daily, TopicArn));
  await putMachine(kioskNames.manyDays, manyDefinition(many, arn));
}

import type { ListStateMachineVersionsInput, ListStateMachineVersionsOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import { pageOf } from "../pages";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachineVersions.html */
export function listStateMachineVersions(
  { machines }: StatesContext,
  input: Checked<ListStateMachineVersionsInput>,
): ListStateMachineVersionsOutput {
  checkArn(input.stateMachineArn, "stateMachine");
  const versions = machines.find(input.stateMachineArn)?.versions ?? [];
  const { items, ...next } = pageOf(versions, ({ number }) => String(1_000_000 - number), input);
  return {
    stateMachineVersions: items.map(({ number, creationDate }) => ({
      stateMachineVersionArn: `${input.stateMachineArn}:${number}`,
      creationDate: new Date(creationDate),
    })),
    ...next,
  };
}

import type { ListStateMachinesInput, ListStateMachinesOutput } from "@aws-sdk/client-sfn";
import { pageOf } from "../pages";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export function listStateMachines({ machines }: StatesContext, input: ListStateMachinesInput): ListStateMachinesOutput {
  const { items, ...next } = pageOf(machines.all(), ({ arn }) => arn, input);
  return {
    stateMachines: items.map(({ arn, name, type, creationDate }) => ({
      ...{ stateMachineArn: arn, name, type, creationDate: new Date(creationDate) },
    })),
    ...next,
  };
}

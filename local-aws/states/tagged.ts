import type { Tag } from "@aws-sdk/client-sfn";
import { checkArn } from "./arns";
import { resourceNotFound } from "./errors";
import type { StatesContext } from "./states-context";

/** What can have tags: its own, and how to write others. */
export interface Tagged {
  readonly tags: readonly Tag[];
  readonly write: (tags: readonly Tag[]) => void;
}

/** The state machine or activity of an ARN. @throws AwsError InvalidArn, ResourceNotFound */
export function tagged({ machines, activities }: StatesContext, arn: string): Tagged {
  checkArn(arn, "stateMachine", "activity");
  const machine = machines.find(arn);
  if (machine !== undefined) {
    return { tags: machine.tags, write: (tags) => machines.put({ ...machine, tags }) };
  }
  const activity = activities.find(arn);
  if (activity === undefined) {
    throw resourceNotFound(arn);
  }
  return { tags: activity.tags, write: (tags) => activities.put({ ...activity, tags }) };
}

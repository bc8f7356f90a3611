import type { ListActivitiesInput, ListActivitiesOutput } from "@aws-sdk/client-sfn";
import { pageOf } from "../pages";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListActivities.html */
export function listActivities({ activities }: StatesContext, input: ListActivitiesInput): ListActivitiesOutput {
  const { items, ...next } = pageOf(activities.all(), ({ arn }) => arn, input);
  return {
    activities: items.map(({ arn, name, creationDate }) => ({
      ...{ activityArn: arn, name, creationDate: new Date(creationDate) },
    })),
    ...next,
  };
}

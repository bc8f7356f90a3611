import type { CreateActivityInput, CreateActivityOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkName, statesArn } from "../arns";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateActivity.html */
export function createActivity(
  { activities }: StatesContext,
  { name, tags = [] }: Checked<CreateActivityInput>,
  request: RequestContext,
): CreateActivityOutput {
  checkName(name);
  const arn = statesArn(request, "activity", name);
  const activity = activities.find(arn) ?? { arn, name, tags, creationDate: new Date().toISOString() };
  if (activities.find(arn) === undefined) {
    activities.put(activity);
  }
  return { activityArn: arn, creationDate: new Date(activity.creationDate) };
}

import type { DescribeActivityInput, DescribeActivityOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import { activityNotFound } from "../errors";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeActivity.html */
export function describeActivity(
  { activities }: StatesContext,
  { activityArn }: Checked<DescribeActivityInput>,
): DescribeActivityOutput {
  checkArn(activityArn, "activity");
  const activity = activities.find(activityArn);
  if (activity === undefined) {
    throw activityNotFound(activityArn);
  }
  return { activityArn, name: activity.name, creationDate: new Date(activity.creationDate) };
}

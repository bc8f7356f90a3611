import type { GetActivityTaskInput, GetActivityTaskOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import { activityNotFound } from "../errors";
import type { StatesContext } from "../states-context";

/**
 * Waits up to 60 s for a task.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html
 */
export async function getActivityTask(
  { activities, environment }: StatesContext,
  { activityArn, workerName }: Checked<GetActivityTaskInput>,
): Promise<GetActivityTaskOutput> {
  checkArn(activityArn, "activity");
  if (activities.find(activityArn) === undefined) {
    throw activityNotFound(activityArn);
  }
  const isGone = () => activities.find(activityArn) === undefined;
  const task = await environment.activityTasks.poll(activityArn, workerName, isGone);
  return task === undefined ? {} : { taskToken: task.token, input: task.input };
}

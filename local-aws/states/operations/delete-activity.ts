import type { DeleteActivityInput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteActivity.html */
export function deleteActivity({ activities }: StatesContext, { activityArn }: Checked<DeleteActivityInput>): void {
  checkArn(activityArn, "activity");
  activities.delete(activityArn);
}

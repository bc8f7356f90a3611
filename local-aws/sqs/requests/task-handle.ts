import { AwsError } from "../../protocol/aws-error";
import type { MoveTask } from "../move-tasks";

export function handleOfTask({ id, sourceArn }: MoveTask): string {
  return Buffer.from(JSON.stringify({ taskId: id, sourceArn })).toString("base64");
}

/** @throws AwsError Where it is no handle of a task. */
export function taskOfHandle(handle: string): string {
  try {
    const { taskId } = JSON.parse(Buffer.from(handle, "base64").toString("utf8")) as { taskId?: unknown };
    if (typeof taskId === "string") {
      return taskId;
    }
  } catch {
    // it is none
  }
  throw new AwsError("InvalidParameterValue", "Value for parameter TaskHandle is invalid.");
}

import type { CancelMessageMoveTaskCommandInput, CancelMessageMoveTaskCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";
import { taskOfHandle } from "../requests/task-handle";

export function cancelMessageMoveTask(
  store: QueueStore,
  { TaskHandle }: Checked<CancelMessageMoveTaskCommandInput>,
): Omit<CancelMessageMoveTaskCommandOutput, "$metadata"> {
  return { ApproximateNumberOfMessagesMoved: store.moveTasks.cancel(taskOfHandle(TaskHandle)).moved };
}

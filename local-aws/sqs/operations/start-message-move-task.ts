import type { StartMessageMoveTaskCommandInput, StartMessageMoveTaskCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import { invalidValue } from "../errors";
import type { QueueStore } from "../queue-store";
import { handleOfTask } from "../requests/task-handle";

export function startMessageMoveTask(
  store: QueueStore,
  { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate }: Checked<StartMessageMoveTaskCommandInput>,
): Omit<StartMessageMoveTaskCommandOutput, "$metadata"> {
  if (rate !== undefined && (rate < 1 || rate > 500)) {
    throw invalidValue(rate, "MaxNumberOfMessagesPerSecond", "You must enter a value between 1 and 500.");
  }
  return {
    TaskHandle: handleOfTask(store.moveTasks.start({ sourceArn: SourceArn, destinationArn: DestinationArn, rate })),
  };
}

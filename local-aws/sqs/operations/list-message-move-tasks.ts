import type { ListMessageMoveTasksCommandInput, ListMessageMoveTasksCommandOutput } from "@aws-sdk/client-sqs";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { invalidValue } from "../errors";
import type { QueueStore } from "../queue-store";
import { handleOfTask } from "../requests/task-handle";

export function listMessageMoveTasks(
  store: QueueStore,
  { SourceArn, MaxResults = 1 }: Checked<ListMessageMoveTasksCommandInput>,
): Omit<ListMessageMoveTasksCommandOutput, "$metadata"> {
  if (MaxResults < 1 || MaxResults > 10) {
    throw invalidValue(MaxResults, "MaxResults", "You must enter a value between 1 and 10.");
  }
  if (store.byArn(SourceArn) === undefined) {
    throw new AwsError(
      "ResourceNotFoundException",
      "The resource that you specified for the SourceArn parameter doesn't exist.",
      404,
    );
  }
  return {
    Results: store.moveTasks
      .of(SourceArn)
      .slice(0, MaxResults)
      .map((task) => ({
        TaskHandle: task.status === "RUNNING" ? handleOfTask(task) : undefined,
        Status: task.status,
        SourceArn: task.sourceArn,
        DestinationArn: task.destinationArn,
        MaxNumberOfMessagesPerSecond: task.rate,
        ApproximateNumberOfMessagesMoved: task.moved,
        ApproximateNumberOfMessagesToMove: task.toMove,
        FailureReason: task.failure,
        StartedTimestamp: task.started,
      })),
  };
}

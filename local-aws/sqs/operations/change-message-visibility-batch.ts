import type {
  ChangeMessageVisibilityBatchCommandInput,
  ChangeMessageVisibilityBatchCommandOutput,
} from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";
import { checkBatch, eachEntry } from "../requests/batch";
import { visibilityTimeout } from "../requests/visibility-timeout";

export function changeMessageVisibilityBatch(
  store: QueueStore,
  { QueueUrl, Entries }: Checked<ChangeMessageVisibilityBatchCommandInput>,
): Omit<ChangeMessageVisibilityBatchCommandOutput, "$metadata"> {
  const queue = store.byUrl(QueueUrl);
  checkBatch(Entries, "ChangeMessageVisibilityBatchRequestEntry");
  const { done, Failed } = eachEntry(Entries, ({ Id, ReceiptHandle, VisibilityTimeout = 0 }) => {
    queue.changeVisibility(ReceiptHandle, visibilityTimeout(VisibilityTimeout));
    return { Id };
  });
  return { Successful: done, Failed };
}

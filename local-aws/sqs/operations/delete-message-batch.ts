import type { DeleteMessageBatchCommandInput, DeleteMessageBatchCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";
import { checkBatch, eachEntry } from "../requests/batch";

export function deleteMessageBatch(
  store: QueueStore,
  { QueueUrl, Entries }: Checked<DeleteMessageBatchCommandInput>,
): Omit<DeleteMessageBatchCommandOutput, "$metadata"> {
  const queue = store.byUrl(QueueUrl);
  checkBatch(Entries, "DeleteMessageBatchRequestEntry");
  const { done, Failed } = eachEntry(Entries, ({ Id, ReceiptHandle }) => {
    queue.delete(ReceiptHandle);
    return { Id };
  });
  store.measure(queue, "NumberOfMessagesDeleted", done.length);
  return { Successful: done, Failed };
}

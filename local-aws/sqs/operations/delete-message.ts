import type { DeleteMessageCommandInput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";

export function deleteMessage(
  store: QueueStore,
  { QueueUrl, ReceiptHandle }: Checked<DeleteMessageCommandInput>,
): void {
  const queue = store.byUrl(QueueUrl);
  queue.delete(ReceiptHandle);
  store.measure(queue, "NumberOfMessagesDeleted", 1);
}

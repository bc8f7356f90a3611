import type { ChangeMessageVisibilityCommandInput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";
import { visibilityTimeout } from "../requests/visibility-timeout";

export function changeMessageVisibility(
  store: QueueStore,
  { QueueUrl, ReceiptHandle, VisibilityTimeout }: Checked<ChangeMessageVisibilityCommandInput>,
): void {
  const queue = store.byUrl(QueueUrl);
  queue.changeVisibility(ReceiptHandle, visibilityTimeout(VisibilityTimeout));
}

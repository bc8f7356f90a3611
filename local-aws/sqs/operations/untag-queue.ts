import type { UntagQueueCommandInput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";

export function untagQueue(store: QueueStore, { QueueUrl, TagKeys }: Checked<UntagQueueCommandInput>): void {
  const queue = store.byUrl(QueueUrl);
  const kept = Object.entries(queue.record.tags).filter(([key]) => !TagKeys.includes(key));
  store.change(queue, { tags: Object.fromEntries(kept) });
}

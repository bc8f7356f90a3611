import type { DeleteQueueCommandInput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";

export function deleteQueue(store: QueueStore, { QueueUrl }: Checked<DeleteQueueCommandInput>): void {
  store.delete(store.byUrl(QueueUrl));
}

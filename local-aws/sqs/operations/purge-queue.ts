import type { PurgeQueueCommandInput } from "@aws-sdk/client-sqs";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";

export function purgeQueue(store: QueueStore, { QueueUrl }: Checked<PurgeQueueCommandInput>): void {
  const queue = store.byUrl(QueueUrl);
  const now = store.clock();
  if (now < queue.lastPurge + 60_000) {
    throw new AwsError(
      "PurgeQueueInProgress",
      `Only one PurgeQueue operation on ${queue.record.name} is allowed every 60 seconds.`,
      403,
    );
  }
  queue.lastPurge = now;
  queue.purge();
}

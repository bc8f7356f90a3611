import type { TagQueueCommandInput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";
import { checkTags } from "../requests/tags";

export function tagQueue(store: QueueStore, { QueueUrl, Tags }: Checked<TagQueueCommandInput>): void {
  const queue = store.byUrl(QueueUrl);
  const tags = { ...queue.record.tags, ...Tags };
  checkTags(tags);
  store.change(queue, { tags });
}

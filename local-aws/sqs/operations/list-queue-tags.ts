import type { ListQueueTagsCommandInput, ListQueueTagsCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";

export function listQueueTags(
  store: QueueStore,
  { QueueUrl }: Checked<ListQueueTagsCommandInput>,
): Omit<ListQueueTagsCommandOutput, "$metadata"> {
  const { tags } = store.byUrl(QueueUrl).record;
  return Object.keys(tags).length === 0 ? {} : { Tags: { ...tags } };
}

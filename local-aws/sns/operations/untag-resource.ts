import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import type { TopicStore } from "../topic-store";
import { taggedTopic } from "../topics/tags";

export function untagResource(
  store: TopicStore,
  { ResourceArn, TagKeys }: Checked<UntagResourceCommandInput>,
): Omit<UntagResourceCommandOutput, "$metadata"> {
  const topic = taggedTopic(store, ResourceArn);
  store.put({ ...topic, tags: topic.tags.filter(({ Key }) => !TagKeys.includes(Key ?? "")) });
  return {};
}

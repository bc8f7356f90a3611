import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import type { TopicStore } from "../topic-store";
import { checkTags, taggedTopic } from "../topics/tags";

export function tagResource(
  store: TopicStore,
  { ResourceArn, Tags }: Checked<TagResourceCommandInput>,
): Omit<TagResourceCommandOutput, "$metadata"> {
  const topic = taggedTopic(store, ResourceArn);
  const others = topic.tags.filter(({ Key }) => !Tags.some((tag) => tag.Key === Key));
  const tags = [...others, ...Tags];
  checkTags(Tags);
  checkTags(tags);
  store.put({ ...topic, tags });
  return {};
}

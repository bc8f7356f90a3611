import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import type { TopicStore } from "../topic-store";
import { taggedTopic } from "../topics/tags";

export function listTagsForResource(
  store: TopicStore,
  { ResourceArn }: Checked<ListTagsForResourceCommandInput>,
): Omit<ListTagsForResourceCommandOutput, "$metadata"> {
  return { Tags: [...taggedTopic(store, ResourceArn).tags] };
}

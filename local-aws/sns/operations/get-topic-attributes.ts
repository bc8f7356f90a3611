import type { GetTopicAttributesCommandInput, GetTopicAttributesCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../errors";
import type { TopicStore } from "../topic-store";
import { shownAttributes } from "../topics/topic-attributes";

export function getTopicAttributes(
  store: TopicStore,
  { TopicArn }: Checked<GetTopicAttributesCommandInput>,
): Omit<GetTopicAttributesCommandOutput, "$metadata"> {
  checkArn(TopicArn, "TopicArn");
  const topic = store.get(TopicArn);
  const subscriptions = store.subscriptionsOf(TopicArn);
  const confirmed = subscriptions.filter((one) => one.confirmed).length;
  return { Attributes: shownAttributes(topic, { confirmed, pending: subscriptions.length - confirmed }) };
}

import type { ListSubscriptionsByTopicCommandInput, ListSubscriptionsByTopicCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../errors";
import { pageOf } from "../pages";
import { shownSubscription } from "../subscriptions/subscription";
import type { TopicStore } from "../topic-store";

export function listSubscriptionsByTopic(
  store: TopicStore,
  { TopicArn, NextToken }: Checked<ListSubscriptionsByTopicCommandInput>,
): Omit<ListSubscriptionsByTopicCommandOutput, "$metadata"> {
  checkArn(TopicArn, "TopicArn");
  store.get(TopicArn);
  const { items: page, NextToken: next } = pageOf(store.subscriptionsOf(TopicArn), ({ arn }) => arn, NextToken);
  return { Subscriptions: page.map(shownSubscription), NextToken: next };
}

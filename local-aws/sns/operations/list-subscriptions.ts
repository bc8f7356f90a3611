import type { ListSubscriptionsCommandInput, ListSubscriptionsCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { pageOf } from "../pages";
import { shownSubscription } from "../subscriptions/subscription";
import type { TopicStore } from "../topic-store";

export function listSubscriptions(
  store: TopicStore,
  { NextToken }: Checked<ListSubscriptionsCommandInput>,
): Omit<ListSubscriptionsCommandOutput, "$metadata"> {
  const { items: page, NextToken: next } = pageOf(store.subscriptionsOf(), ({ arn }) => arn, NextToken);
  return { Subscriptions: page.map(shownSubscription), NextToken: next };
}

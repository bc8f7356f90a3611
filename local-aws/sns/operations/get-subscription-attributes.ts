import type {
  GetSubscriptionAttributesCommandInput,
  GetSubscriptionAttributesCommandOutput,
} from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { existingSubscription } from "../subscriptions/existing-subscription";
import { shownAttributes } from "../subscriptions/subscription-attributes";
import type { TopicStore } from "../topic-store";

export function getSubscriptionAttributes(
  store: TopicStore,
  { SubscriptionArn }: Checked<GetSubscriptionAttributesCommandInput>,
): Omit<GetSubscriptionAttributesCommandOutput, "$metadata"> {
  const subscription = existingSubscription(store, SubscriptionArn);
  return { Attributes: shownAttributes(subscription, store.get(subscription.topicArn)) };
}

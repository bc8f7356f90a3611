import type { SetSubscriptionAttributesCommandInput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { existingSubscription } from "../subscriptions/existing-subscription";
import { withAttributes } from "../subscriptions/subscription-attributes";
import type { TopicStore } from "../topic-store";

export function setSubscriptionAttributes(
  store: TopicStore,
  { SubscriptionArn, AttributeName, AttributeValue = "" }: Checked<SetSubscriptionAttributesCommandInput>,
): void {
  const subscription = existingSubscription(store, SubscriptionArn);
  const attributes = withAttributes(subscription, { [AttributeName]: AttributeValue });
  store.putSubscription({ ...subscription, attributes });
}

import { checkArn, noSubscription } from "../errors";
import type { TopicStore } from "../topic-store";
import type { Subscription } from "./subscription";

/** @throws AwsError Where it is no ARN of a subscription, or there is none. */
export function existingSubscription(store: TopicStore, arn: string): Subscription {
  checkArn(arn, "SubscriptionArn", 7);
  const subscription = store.findSubscription(arn);
  if (subscription === undefined) {
    throw noSubscription();
  }
  return subscription;
}

import type { ConfirmSubscriptionCommandInput, ConfirmSubscriptionCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { checkArn, invalidParameter } from "../errors";
import { isTooOld } from "../subscriptions/subscription";
import type { TopicStore } from "../topic-store";

export function confirmSubscription(
  store: TopicStore,
  { TopicArn, Token, AuthenticateOnUnsubscribe }: Checked<ConfirmSubscriptionCommandInput>,
): Omit<ConfirmSubscriptionCommandOutput, "$metadata"> {
  checkArn(TopicArn, "TopicArn");
  store.get(TopicArn);
  const subscription = store.subscriptionsOf(TopicArn).find(({ token }) => token === Token);
  if (subscription === undefined || (!subscription.confirmed && isTooOld(subscription, store.clock()))) {
    throw invalidParameter("Token");
  }
  store.putSubscription({ ...subscription, confirmed: true, signedEndOnly: AuthenticateOnUnsubscribe === "true" });
  return { SubscriptionArn: subscription.arn };
}

import type { UnsubscribeCommandInput } from "@aws-sdk/client-sns";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkArn } from "../errors";
import type { TopicStore } from "../topic-store";

export async function unsubscribe(
  store: TopicStore,
  { SubscriptionArn }: Checked<UnsubscribeCommandInput>,
  request: RequestContext,
): Promise<void> {
  checkArn(SubscriptionArn, "SubscriptionArn", 7);
  const subscription = store.findSubscription(SubscriptionArn);
  if (subscription === undefined) {
    return;
  }
  if (subscription.signedEndOnly && request.isLink) {
    throw new AwsError("AuthorizationErrorException", "This subscription can be ended by a signed request only.", 403);
  }
  store.unsubscribe(subscription);
  await store.publisher.tellOfEnd(subscription);
}

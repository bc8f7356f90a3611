import type { SubscribeCommandInput, SubscribeCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkArn, invalidParameter } from "../errors";
import { checkEndpoint } from "../subscriptions/endpoint";
import { withAttributes } from "../subscriptions/subscription-attributes";
import type { TopicStore } from "../topic-store";

export async function subscribe(
  store: TopicStore,
  {
    TopicArn,
    Protocol: name,
    Endpoint: endpoint = "",
    Attributes = {},
    ReturnSubscriptionArn,
  }: Checked<SubscribeCommandInput>,
  request: RequestContext,
): Promise<Omit<SubscribeCommandOutput, "$metadata">> {
  checkArn(TopicArn, "TopicArn");
  const topic = store.get(TopicArn);
  const protocol = checkEndpoint(topic, name, endpoint);
  const attributes = withAttributes({ protocol, attributes: {} }, Attributes);
  const there = store.subscriptionsOf(TopicArn).find((one) => one.protocol === protocol && one.endpoint === endpoint);
  if (there !== undefined && Object.entries(attributes).some(([key, value]) => there.attributes[key] !== value)) {
    throw invalidParameter("Attributes Reason: Subscription already exists with different attributes");
  }
  const confirmed = protocol === "sqs" || protocol === "lambda";
  const subscription =
    there ??
    store.subscribe({ topicArn: TopicArn, protocol, endpoint, owner: request.accountId, attributes, confirmed });
  if (!subscription.confirmed) {
    await store.publisher.askToConfirm(subscription);
  }
  const isShown = subscription.confirmed || ReturnSubscriptionArn === true;
  return { SubscriptionArn: isShown ? subscription.arn : "pending confirmation" };
}

import { invalidParameter } from "../errors";
import { parseObject } from "../json-text";
import type { Topic } from "../topics/topic";
import { deliveryPolicyOf } from "../topics/topic-attributes";
import { checkFilterPolicy } from "./filter";
import type { Subscription } from "./subscription";

/**
 * The attributes of a subscription after some are set.
 *
 * @throws AwsError Where AWS does not take one, or the embedded AWS cannot do it.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 */
export function withAttributes(
  { protocol, attributes: before }: Pick<Subscription, "protocol" | "attributes">,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const attributes = { ...before };
  for (const [name, value] of Object.entries(given)) {
    checkAttribute(name, value, protocol);
    if (value === "") {
      delete attributes[name];
    } else {
      attributes[name] = value;
    }
  }
  const { FilterPolicy, FilterPolicyScope = "MessageAttributes" } = attributes;
  if (FilterPolicy !== undefined && (given.FilterPolicy !== undefined || given.FilterPolicyScope !== undefined)) {
    checkFilterPolicy(FilterPolicy, FilterPolicyScope);
  }
  return attributes;
}

function checkAttribute(name: string, value: string, protocol: Subscription["protocol"]): void {
  switch (name) {
    case "FilterPolicy":
      return;
    case "FilterPolicyScope":
      if (value !== "MessageAttributes" && value !== "MessageBody") {
        throw invalidParameter(
          `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
        );
      }
      return;
    case "RawMessageDelivery":
      if (!/^(true|false)$/i.test(value)) {
        throw invalidParameter(`RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
      }
      if (value === "true" && !["sqs", "http", "https"].includes(protocol)) {
        throw invalidParameter(`Attributes Reason: RawMessageDelivery is not supported for the protocol ${protocol}`);
      }
      return;
    case "RedrivePolicy":
      if (
        value !== "" &&
        !/^arn:aws[\w-]*:sqs:[\w-]+:\d{12}:[\w.-]+$/.test(String(parseObject(value)?.deadLetterTargetArn))
      ) {
        throw invalidParameter("RedrivePolicy: deadLetterTargetArn is an invalid arn");
      }
      return;
    case "DeliveryPolicy":
      if (value !== "" && parseObject(value) === undefined) {
        throw invalidParameter("DeliveryPolicy: failed to parse JSON.");
      }
      return;
    case "ReplayPolicy":
    case "SubscriptionRoleArn":
      throw invalidParameter(`AttributeName: the embedded AWS does not support ${name}`);
    default:
      throw invalidParameter("AttributeName");
  }
}

/** How often a web server is tried again. */
export function retriesOf({ attributes }: Subscription, topic: Topic): number {
  const own = policyIn(parseObject(attributes.DeliveryPolicy ?? ""), "healthyRetryPolicy");
  const http = deliveryPolicyOf(topic).http as Readonly<Record<string, unknown>> | undefined;
  const { numRetries } = own ?? policyIn(http, "defaultHealthyRetryPolicy") ?? {};
  return typeof numRetries === "number" ? Math.max(0, Math.min(100, numRetries)) : 3;
}

function policyIn(
  from: Readonly<Record<string, unknown>> | undefined,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  return from?.[name] as Readonly<Record<string, unknown>> | undefined;
}

/** All attributes as they are shown. */
export function shownAttributes(subscription: Subscription, topic: Topic): Record<string, string> {
  const { arn, topicArn, protocol, endpoint, owner, confirmed, attributes } = subscription;
  const withPolicy = protocol === "http" || protocol === "https";
  return {
    SubscriptionArn: arn,
    TopicArn: topicArn,
    Protocol: protocol,
    Endpoint: endpoint,
    Owner: owner,
    PendingConfirmation: String(!confirmed),
    ConfirmationWasAuthenticated: String(confirmed && (protocol === "sqs" || protocol === "lambda")),
    RawMessageDelivery: "false",
    SubscriptionPrincipal: `arn:aws:iam::${owner}:root`,
    ...(attributes.FilterPolicy !== undefined && { FilterPolicyScope: "MessageAttributes" }),
    ...(withPolicy && {
      EffectiveDeliveryPolicy: attributes.DeliveryPolicy ?? JSON.stringify(deliveryPolicyOf(topic)),
    }),
    ...attributes,
  };
}

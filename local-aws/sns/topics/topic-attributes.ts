import { invalidParameter } from "../errors";
import { accountOf, parseObject } from "../json-text";
import { isFifo, type Topic } from "./topic";

const isBoolean = (value: string): boolean => value === "true" || value === "false";
const isJson = (value: string): boolean => value === "" || parseObject(value) !== undefined;
const isAny = (): boolean => true;

/** What can be set, and which values it takes. The last ones are about logs of deliveries. */
const checks: Readonly<Record<string, (value: string) => boolean>> = {
  DisplayName: (value) => value.length <= 100,
  Policy: isJson,
  DeliveryPolicy: isJson,
  KmsMasterKeyId: isAny,
  SignatureVersion: (value) => value === "1",
  TracingConfig: (value) => value === "PassThrough" || value === "Active",
  FifoTopic: isBoolean,
  ContentBasedDeduplication: isBoolean,
  FifoThroughputScope: (value) => value === "Topic" || value === "MessageGroup",
  ...Object.fromEntries(
    ["Application", "Firehose", "HTTP", "Lambda", "SQS"].flatMap((protocol) => [
      [`${protocol}SuccessFeedbackRoleArn`, isAny],
      [`${protocol}SuccessFeedbackSampleRate`, (value: string) => /^\d{1,3}$/.test(value)],
      [`${protocol}FailureFeedbackRoleArn`, isAny],
    ]),
  ),
};
const ofFifo = ["FifoTopic", "ContentBasedDeduplication", "FifoThroughputScope"];

/**
 * The attributes of a topic after some are set.
 *
 * @throws AwsError Where AWS does not take one, or the embedded AWS cannot do it.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
export function withAttributes(
  topic: Pick<Topic, "name" | "attributes">,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const attributes = { ...topic.attributes };
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined || (ofFifo.includes(name) && !isFifo(topic))) {
      throw invalidParameter(`Attributes Reason: Unknown attribute ${name}`);
    }
    if (!check(value)) {
      throw invalidParameter(`${name} Reason: ${value} is not taken`);
    }
    if (value === "" && name !== "DisplayName") {
      delete attributes[name];
    } else {
      attributes[name] = value;
    }
  }
  return attributes;
}

/** @throws AwsError Where it is no name of a topic. */
export function checkName(name: string, fifo: boolean): void {
  const base = fifo ? name.replace(/\.fifo$/, "") : name;
  if (!/^[\w-]{1,256}$/.test(base) || name.length > 256) {
    throw invalidParameter("Topic Name");
  }
  if (fifo !== name.endsWith(".fifo")) {
    throw invalidParameter(
      "Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.",
    );
  }
}

/** The delivery policy that holds where none is set. */
const defaultDeliveryPolicy = {
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: "linear",
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
  },
};

/** The delivery policy of a topic. */
export function deliveryPolicyOf({ attributes }: Pick<Topic, "attributes">): Readonly<Record<string, unknown>> {
  return parseObject(attributes.DeliveryPolicy ?? "") ?? defaultDeliveryPolicy;
}

/** All attributes as they are shown. */
export function shownAttributes(
  topic: Topic,
  counts: { readonly confirmed: number; readonly pending: number },
): Record<string, string> {
  const { arn, attributes, deleted } = topic;
  const owner = accountOf(arn);
  return {
    TopicArn: arn,
    Owner: owner,
    DisplayName: "",
    Policy: JSON.stringify(defaultPolicy(arn, owner)),
    SubscriptionsConfirmed: String(counts.confirmed),
    SubscriptionsPending: String(counts.pending),
    SubscriptionsDeleted: String(deleted),
    EffectiveDeliveryPolicy: JSON.stringify(deliveryPolicyOf(topic)),
    ...(isFifo(topic) && { FifoTopic: "true", ContentBasedDeduplication: "false", FifoThroughputScope: "Topic" }),
    ...attributes,
  };
}

export function defaultPolicy(arn: string, owner: string) {
  const actions = ["GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic"];
  return {
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [...actions, "Subscribe", "ListSubscriptionsByTopic", "Publish"].map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": owner } },
      },
    ],
  };
}

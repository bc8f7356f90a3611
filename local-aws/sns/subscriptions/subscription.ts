import { objectWith } from "../../storage/sealed";

export const protocols = ["sqs", "lambda", "http", "https", "email", "email-json"] as const;
export type Protocol = (typeof protocols)[number];

/** A subscription as it is kept. */
export interface Subscription {
  readonly id: string;
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  readonly owner: string;
  /** Those that were set, by AWS's names. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly confirmed: boolean;
  /** Whether only a signed request ends it. */
  readonly signedEndOnly?: boolean;
  /** What confirms it. */
  readonly token: string;
  /** In milliseconds since 1970. */
  readonly created: number;
}

export const subscriptionShape = objectWith({
  id: "string",
  arn: "string",
  topicArn: "string",
  protocol: "string",
  endpoint: "string",
  owner: "string",
  attributes: "object",
  token: "string",
  created: "number",
});

/** Whether it gets the message alone, without what is around it. */
export function isRaw({ attributes }: Subscription): boolean {
  return attributes.RawMessageDelivery === "true";
}

/** The queue that gets what cannot be delivered; undefined where there is none. */
export function deadLetterArnOf({ attributes }: Subscription): string | undefined {
  return attributes.RedrivePolicy === undefined
    ? undefined
    : (JSON.parse(attributes.RedrivePolicy) as { deadLetterTargetArn: string }).deadLetterTargetArn;
}

/** How long it may be confirmed, in milliseconds. */
const confirmable = 2 * 24 * 60 * 60 * 1000;

export function isTooOld({ created }: Subscription, now: number): boolean {
  return created + confirmable < now;
}

/** A subscription as lists show it. */
export function shownSubscription({ arn, confirmed, owner, protocol, endpoint, topicArn }: Subscription) {
  return {
    SubscriptionArn: confirmed ? arn : "PendingConfirmation",
    Owner: owner,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  };
}

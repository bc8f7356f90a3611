import { createHash, randomUUID } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import type { Inbox } from "../../inbox/inbox";
import type { Integration } from "../../integration/integration";
import type { OutboxMessage } from "../../integration/outbox-message";
import type { DeliveredAttribute, Delivery } from "../../integration/targets";
import { passes } from "../subscriptions/filter";
import { deadLetterArnOf, isRaw, type Subscription } from "../subscriptions/subscription";
import { retriesOf } from "../subscriptions/subscription-attributes";
import { isFifo, type Topic } from "../topics/topic";
import type { Deduplication } from "./deduplication";
import { envelope, envelopeText, type Notice, type Proof, shownAttributes } from "./envelope";
import { confirmationMail, jsonMail, notificationMail } from "./mails";
import { messageFor, type Publishing, sizeOf } from "./message";
import type { Signer } from "./signer";
import type { WebRequest } from "./web-delivery";

/** What delivering a message needs. */
export interface Surroundings {
  /** Of the embedded AWS, without a slash at the end. */
  readonly endpoint: string;
  readonly clock: () => number;
  readonly inbox: Inbox;
  readonly integration: Pick<Integration, "metrics" | "outbox">;
  readonly signer: Signer;
  readonly deduplication: Deduplication;
}

/** AWS's principal of SNS, in whose name it delivers. */
export const principal = "sns.amazonaws.com";

/** Hands what is published to the subscriptions. */
export class Publisher {
  private lastOrder = 0;

  constructor(private readonly around: Surroundings) {}

  /**
   * Publishes a message that was checked: what is to be delivered is on disk when this resolves.
   *
   * @param subscriptions The confirmed ones of the topic.
   */
  async publish(
    topic: Topic,
    publishing: Publishing,
    subscriptions: readonly Subscription[],
  ): Promise<{ readonly id: string; readonly sequenceNumber?: string }> {
    await this.around.signer.ready();
    const { Message, MessageAttributes = {} } = publishing;
    const key = keyOf(topic, publishing);
    const before = key === undefined ? undefined : this.around.deduplication.find(key);
    if (before !== undefined) {
      return before;
    }
    const id = randomUUID();
    const now = this.around.clock();
    const sequenceNumber = isFifo(topic) ? this.nextSequenceNumber() : undefined;
    const filtered = { message: Message, attributes: MessageAttributes };
    const passed = subscriptions.filter((subscription) => passes(subscription, filtered));
    const notice = { type: "Notification" as const, id, topicArn: topic.arn, sequenceNumber };
    const common = { ...notice, timestamp: new Date(now).toISOString(), subject: publishing.Subject };
    const proofs = new Map<string, Proof>();
    const messages = passed.flatMap((subscription) => {
      const message = messageFor(subscription.protocol, publishing);
      const own: Notice = { ...common, message, attributes: MessageAttributes };
      return this.messageTo(subscription, topic, own, publishing, proofs) ?? [];
    });
    this.around.integration.outbox.sendAll(messages);
    if (key !== undefined && sequenceNumber !== undefined) {
      this.around.deduplication.put({ key, id, sequenceNumber, at: now });
    }
    this.measure(topic, "NumberOfMessagesPublished", 1);
    this.measure(topic, "PublishSize", sizeOf(publishing), "Bytes");
    this.measure(topic, "NumberOfNotificationsFilteredOut", subscriptions.length - passed.length);
    return { id, sequenceNumber };
  }

  /** Asks the one at the other end of a subscription to confirm it. */
  async askToConfirm(subscription: Subscription): Promise<void> {
    const { topicArn, token } = subscription;
    const query = `Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`;
    await this.tell(subscription, {
      ...{ type: "SubscriptionConfirmation", id: randomUUID(), topicArn, token },
      message: `Somebody wants to subscribe you to ${topicArn}. To confirm it, open the SubscribeURL.`,
      subscribeUrl: `${this.around.endpoint}/?${query}`,
      timestamp: new Date(this.around.clock()).toISOString(),
    });
  }

  /** Tells a web server that its subscription has ended. */
  async tellOfEnd(subscription: Subscription): Promise<void> {
    const { topicArn, token, protocol } = subscription;
    if (protocol !== "http" && protocol !== "https") {
      return;
    }
    const query = `Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`;
    await this.tell(subscription, {
      ...{ type: "UnsubscribeConfirmation", id: randomUUID(), topicArn, token },
      message: `The subscription ${subscription.arn} has ended. To begin it again, open the SubscribeURL.`,
      subscribeUrl: `${this.around.endpoint}/?${query}`,
      timestamp: new Date(this.around.clock()).toISOString(),
    });
  }

  /** Puts a metric of a topic; a count of none is none. */
  measure(topic: Pick<Topic, "name">, name: string, value: number, unit: "Count" | "Bytes" = "Count"): void {
    if (value > 0) {
      const dimensions = { TopicName: topic.name };
      this.around.integration.metrics.put({ namespace: "AWS/SNS", name, dimensions, value, unit });
    }
  }

  private async tell(subscription: Subscription, notice: Notice): Promise<void> {
    await this.around.signer.ready();
    const { protocol, endpoint, arn } = subscription;
    if (protocol === "email" || protocol === "email-json") {
      this.around.inbox.put(confirmationMail(endpoint, notice));
      return;
    }
    const content = envelopeText(envelope(notice, this.around.signer.sign(notice)));
    this.around.integration.outbox.send(toWeb(arn, notice, { url: endpoint, raw: false, content }), {
      maximumRetryAttempts: 3,
    });
  }

  /** Undefined where it has arrived already. @param proofs By text: the same one is signed once. */
  private messageTo(
    subscription: Subscription,
    topic: Topic,
    notice: Notice,
    publishing: Publishing,
    proofs: Map<string, Proof>,
  ): OutboxMessage | undefined {
    const { arn, protocol, endpoint } = subscription;
    const unsubscribeUrl = `${this.around.endpoint}/?Action=Unsubscribe&SubscriptionArn=${arn}`;
    const members = (): Record<string, unknown> => {
      const proof = proofs.get(notice.message) ?? this.around.signer.sign(notice);
      proofs.set(notice.message, proof);
      return envelope(notice, proof, unsubscribeUrl);
    };
    const deadLetterArn = deadLetterArnOf(subscription);
    const from = { principal, arn: topic.arn };
    switch (protocol) {
      case "email":
        this.around.inbox.put(notificationMail(endpoint, notice, unsubscribeUrl));
        return undefined;
      case "email-json":
        this.around.inbox.put(jsonMail(endpoint, notice, envelopeText(members())));
        return undefined;
      case "lambda":
        return { delivery: { arn: endpoint, body: lambdaEvent(arn, notice, members()), from }, deadLetterArn };
      case "sqs": {
        const raw = isRaw(subscription);
        const ids = endpoint.endsWith(".fifo") ? { messageDeduplicationId: deduplicationIdOf(publishing) } : {};
        const delivery: Delivery = {
          ...{ arn: endpoint, body: raw ? notice.message : envelopeText(members()), from },
          ...(raw && { attributes: deliveredAttributes(notice.attributes) }),
          ...{ messageGroupId: publishing.MessageGroupId, ...ids },
        };
        return { delivery, deadLetterArn };
      }
      default: {
        const raw = isRaw(subscription);
        const content = raw ? notice.message : envelopeText(members());
        return {
          delivery: toWeb(arn, notice, { url: endpoint, raw, content, subscriptionArn: arn }),
          maximumRetryAttempts: retriesOf(subscription, topic),
          deadLetterArn,
          deadLetterMessage: { body: content },
        };
      }
    }
  }

  private nextSequenceNumber(): string {
    this.lastOrder = Math.max(this.lastOrder + 1, this.around.clock() * 1000);
    return `1${String(this.lastOrder).padStart(19, "0")}`;
  }
}

/**
 * What a function gets.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
function lambdaEvent(arn: string, { attributes }: Notice, members: Readonly<Record<string, unknown>>): string {
  const { SigningCertURL, UnsubscribeURL, ...others } = members;
  const Sns = {
    ...{ Subject: null, ...others, SigningCertUrl: SigningCertURL, UnsubscribeUrl: UnsubscribeURL },
    MessageAttributes: shownAttributes(attributes) ?? {},
  };
  return JSON.stringify({ Records: [{ EventSource: "aws:sns", EventVersion: "1.0", EventSubscriptionArn: arn, Sns }] });
}

function toWeb(
  arn: string,
  { type, id, topicArn }: Notice,
  request: Pick<WebRequest, "url" | "raw" | "content" | "subscriptionArn">,
): Delivery {
  const web: WebRequest = { ...request, type, messageId: id, topicArn };
  return { arn, body: JSON.stringify(web), from: { principal, arn: topicArn } };
}

/** The key by which the next message of the same is known; undefined for a standard topic. */
function keyOf(topic: Topic, publishing: Publishing): string | undefined {
  if (!isFifo(topic)) {
    return undefined;
  }
  const group = topic.attributes.FifoThroughputScope === "MessageGroup" ? `${publishing.MessageGroupId} ` : "";
  return `${topic.arn} ${group}${deduplicationIdOf(publishing)}`;
}

function deduplicationIdOf({ MessageDeduplicationId, Message }: Publishing): string {
  return MessageDeduplicationId ?? createHash("sha256").update(Message).digest("hex");
}

function deliveredAttributes(
  attributes: Readonly<Record<string, MessageAttributeValue>> = {},
): Readonly<Record<string, DeliveredAttribute>> | undefined {
  const entries = Object.entries(attributes).map(([name, { DataType = "", StringValue, BinaryValue }]) => {
    const value =
      BinaryValue === undefined ? { StringValue } : { BinaryValue: Buffer.from(BinaryValue).toString("base64") };
    return [name, { DataType, ...value }] as const;
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

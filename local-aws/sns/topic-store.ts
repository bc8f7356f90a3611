import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Inbox } from "../inbox/inbox";
import type { Integration } from "../integration/integration";
import { DataFolder } from "../storage/data-folder";
import { RecordFolder } from "../storage/records/record-folder";
import { noTopic } from "./errors";
import { Deduplication } from "./publishing/deduplication";
import type { Publishing } from "./publishing/message";
import { Publisher, principal } from "./publishing/publisher";
import { Signer } from "./publishing/signer";
import { type Subscription, subscriptionShape } from "./subscriptions/subscription";
import { type Topic, topicShape } from "./topics/topic";

export interface TopicStoreOptions {
  readonly dataDir: string;
  /** Where clients reach the embedded AWS: links in messages begin with it. */
  readonly endpoint: string;
  readonly inbox: Inbox;
  readonly integration: Pick<Integration, "metrics" | "outbox">;
  /** In milliseconds since 1970. */
  readonly clock?: () => number;
}

/** The topics and their subscriptions, below `<data>/sns/`. */
export class TopicStore {
  private readonly topics: RecordFolder<Topic>;
  private readonly subscriptions: RecordFolder<Subscription>;
  private readonly deduplication: Deduplication;
  readonly publisher: Publisher;
  readonly signer: Signer;
  readonly clock: () => number;

  private readonly inbox: Inbox;

  constructor({ dataDir, endpoint, inbox, integration, clock = Date.now }: TopicStoreOptions) {
    const data = DataFolder.at(dataDir);
    this.clock = clock;
    this.inbox = inbox;
    this.topics = new RecordFolder(data, join("sns", "topics"), { shape: topicShape, keyOf: ({ name }) => name });
    this.subscriptions = new RecordFolder(data, join("sns", "subscriptions"), {
      shape: subscriptionShape,
      keyOf: ({ id }) => id,
    });
    this.signer = new Signer(data, endpoint);
    this.deduplication = new Deduplication(data, clock);
    this.publisher = new Publisher({
      ...{ endpoint, clock, inbox, integration },
      ...{ signer: this.signer, deduplication: this.deduplication },
    });
    integration.outbox.listen(({ message: { delivery, isDeadLetter }, failure }) => {
      const topic = delivery.from.principal === principal && !isDeadLetter ? this.find(delivery.from.arn) : undefined;
      if (topic !== undefined) {
        this.publisher.measure(
          topic,
          failure === undefined ? "NumberOfNotificationsDelivered" : "NumberOfNotificationsFailed",
          1,
        );
      }
    });
  }

  find(arn: string): Topic | undefined {
    const topic = this.topics.find(arn.slice(arn.lastIndexOf(":") + 1));
    return topic?.arn === arn ? topic : undefined;
  }

  /** @throws AwsError Where there is none. */
  get(arn: string): Topic {
    const topic = this.find(arn);
    if (topic === undefined) {
      throw noTopic();
    }
    return topic;
  }

  byName(name: string): Topic | undefined {
    return this.topics.find(name);
  }

  /** All topics, sorted by name. */
  all(): Topic[] {
    return [...this.topics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  put(topic: Topic): void {
    this.topics.put(topic);
  }

  /** Deletes a topic with its subscriptions. */
  delete({ name, arn }: Topic): void {
    for (const { id } of this.subscriptionsOf(arn)) {
      this.subscriptions.delete(id);
    }
    this.topics.delete(name);
  }

  /** All subscriptions, those of one topic where it is given, sorted by ARN. */
  subscriptionsOf(topicArn?: string): Subscription[] {
    return [...this.subscriptions.values()]
      .filter((one) => topicArn === undefined || one.topicArn === topicArn)
      .sort((a, b) => (a.arn < b.arn ? -1 : 1));
  }

  findSubscription(arn: string): Subscription | undefined {
    const subscription = this.subscriptions.find(arn.slice(arn.lastIndexOf(":") + 1));
    return subscription?.arn === arn ? subscription : undefined;
  }

  putSubscription(subscription: Subscription): void {
    this.subscriptions.put(subscription);
  }

  subscribe(wanted: Omit<Subscription, "id" | "arn" | "token" | "created">): Subscription {
    const id = randomUUID();
    const token = `${randomUUID()}${randomUUID()}`.replaceAll("-", "");
    const arn = `${wanted.topicArn}:${id}`;
    const subscription = { ...wanted, id, arn, token, created: this.clock() };
    this.subscriptions.put(subscription);
    return subscription;
  }

  unsubscribe({ id, topicArn }: Subscription): void {
    this.subscriptions.delete(id);
    const topic = this.find(topicArn);
    if (topic !== undefined) {
      this.topics.put({ ...topic, deleted: topic.deleted + 1 });
    }
  }

  /** Publishes a message that was checked. */
  publish(topic: Topic, publishing: Publishing): ReturnType<Publisher["publish"]> {
    const confirmed = this.subscriptionsOf(topic.arn).filter((one) => one.confirmed);
    return this.publisher.publish(topic, publishing, confirmed);
  }

  async load(): Promise<void> {
    await this.topics.prepare();
    await this.subscriptions.prepare();
    await this.inbox.load();
  }

  reset(): void {
    this.inbox.reset();
    this.topics.clear();
    this.subscriptions.clear();
    this.deduplication.reset();
    this.signer.reset();
  }
}

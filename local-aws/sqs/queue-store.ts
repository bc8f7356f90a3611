import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { StandardUnit } from "@aws-sdk/client-cloudwatch";
import type { Integration } from "../integration/integration";
import { AwsError } from "../protocol/aws-error";
import type { RequestContext } from "../protocol/service";
import { DataFolder } from "../storage/data-folder";
import { RecordFolder } from "../storage/records/record-folder";
import { removeFolder } from "../storage/write";
import { noQueue } from "./errors";
import type { Content, StoredMessage } from "./messages/message";
import { MoveTasks } from "./move-tasks";
import { Queue } from "./queue/queue";
import { isFifo, type QueueRecord, queueShape, redrivePolicyOf } from "./queue/queue-record";
import { sizeOf } from "./requests/message-attributes";
import { nameInUrl, queueUrl } from "./requests/queue-url";

export interface QueueStoreOptions {
  readonly dataDir: string;
  /** Where clients reach the embedded AWS: queues' URLs begin with it. */
  readonly endpoint: string;
  readonly accountId: string;
  readonly integration: Pick<Integration, "metrics">;
  /** In milliseconds since 1970. */
  readonly clock?: () => number;
}

/** The queues: `<data>/sqs/queues/<name>.json`, and their messages in `<data>/sqs/messages/<name>/`. */
export class QueueStore {
  private readonly data: DataFolder;
  private readonly folder: string;
  private readonly records: RecordFolder<QueueRecord>;
  private readonly queues = new Map<string, Queue>();
  readonly clock: () => number;
  readonly metrics: Integration["metrics"];
  readonly moveTasks: MoveTasks;
  private minutes: NodeJS.Timeout | undefined;

  constructor(private readonly options: QueueStoreOptions) {
    this.data = DataFolder.at(options.dataDir);
    this.folder = join(this.data.path, "sqs");
    this.records = new RecordFolder(this.data, join(this.folder, "queues"), {
      shape: queueShape,
      keyOf: ({ name }) => name,
      notFound: noQueue,
    });
    this.clock = options.clock ?? Date.now;
    this.metrics = options.integration.metrics;
    this.moveTasks = new MoveTasks(this, this.data, join(this.folder, "move-tasks"));
  }

  /** @throws AwsError Where there is no such queue. */
  byName(name: string): Queue {
    const record = this.records.get(name);
    let queue = this.queues.get(name);
    if (queue === undefined) {
      queue = new Queue(this.data, this.messagesOf(name), record, {
        clock: this.clock,
        takeDeadLetter: (message, from, targetArn) => this.takeDeadLetter(message, from, targetArn),
      });
      this.queues.set(name, queue);
    }
    return queue;
  }

  /** @throws AwsError Where it is no URL of a queue, or there is no such queue. */
  byUrl(url: string): Queue {
    return this.byName(nameInUrl(url, this.options.accountId));
  }

  /** Undefined where there is none. */
  byArn(arn: string): Queue | undefined {
    const record = this.records.find(arn.slice(arn.lastIndexOf(":") + 1));
    return record?.arn === arn ? this.byName(record.name) : undefined;
  }

  has(name: string): boolean {
    return this.records.has(name);
  }

  /** All queues, sorted by name. */
  all(): QueueRecord[] {
    return [...this.records.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  urlOf({ name }: Pick<QueueRecord, "name">): string {
    return queueUrl(this.options.endpoint, this.options.accountId, name);
  }

  arnOf(name: string, { region, accountId }: Pick<RequestContext, "region" | "accountId">): string {
    return `arn:aws:sqs:${region}:${accountId}:${name}`;
  }

  create({ name, arn, attributes, tags }: Pick<QueueRecord, "name" | "arn" | "attributes" | "tags">): void {
    const now = this.clock();
    removeFolder(this.data, this.messagesOf(name));
    this.records.put({ name, arn, attributes, tags, instance: randomUUID(), created: now, modified: now });
  }

  /** Takes other settings of a queue. */
  change(queue: Queue, changes: Partial<Pick<QueueRecord, "attributes" | "tags">>): void {
    const record = { ...queue.record, ...changes, modified: this.clock() };
    this.records.put(record);
    queue.change(record);
  }

  delete(queue: Queue): void {
    const { name } = queue.record;
    this.records.delete(name);
    this.queues.delete(name);
    queue.remove();
  }

  /**
   * Whether a queue may send its dead letters to another.
   *
   * @throws AwsError Where that one does not allow it.
   */
  acceptsDeadLetters(targetArn: string, source: Pick<QueueRecord, "name" | "arn">): boolean {
    const target = this.byArn(targetArn)?.record;
    if (target === undefined || isFifo(target) !== isFifo(source)) {
      return false;
    }
    const policy = JSON.parse(target.attributes.RedriveAllowPolicy ?? '{"redrivePermission":"allowAll"}') as {
      redrivePermission: string;
      sourceQueueArns?: string[];
    };
    if (
      policy.redrivePermission === "denyAll" ||
      (policy.redrivePermission === "byQueue" && !policy.sourceQueueArns?.includes(source.arn))
    ) {
      throw new AwsError(
        "InvalidParameterValue",
        `Value ${targetArn} for parameter RedrivePolicy is invalid. Reason: The dead-letter queue's redrive allow policy does not allow this source queue.`,
      );
    }
    return true;
  }

  /** The queues whose dead letters go to one, sorted by name. */
  sourcesOf({ arn }: QueueRecord): QueueRecord[] {
    return this.all().filter((record) => redrivePolicyOf(record)?.deadLetterTargetArn === arn);
  }

  /** Puts one of AWS's metrics of a queue. */
  measure({ record }: Queue, name: string, value: number, unit: StandardUnit = "Count"): void {
    if (value > 0 || name.startsWith("Approximate")) {
      const dimensions = { QueueName: record.name };
      this.metrics.put({ namespace: "AWS/SQS", name, dimensions, value, unit, time: new Date(this.clock()) });
    }
  }

  measureSent(queue: Queue, contents: readonly Content[]): void {
    this.measure(queue, "NumberOfMessagesSent", contents.length);
    for (const { body, attributes } of contents) {
      this.measure(queue, "SentMessageSize", sizeOf(body, attributes), "Bytes");
    }
  }

  /** Puts the metrics that tell how full the queues are, as AWS does each minute. */
  measureAll(): void {
    for (const { name } of this.all()) {
      const queue = this.byName(name);
      const { visible, inFlight, delayed } = queue.count();
      this.measure(queue, "ApproximateNumberOfMessagesVisible", visible);
      this.measure(queue, "ApproximateNumberOfMessagesNotVisible", inFlight);
      this.measure(queue, "ApproximateNumberOfMessagesDelayed", delayed);
      this.measure(queue, "ApproximateAgeOfOldestMessage", Math.floor(queue.oldest() / 1000), "Seconds");
    }
  }

  /** Reads all queues with their messages, in turns. */
  async load(): Promise<void> {
    await this.records.prepare();
    for (const { name } of this.all()) {
      if (this.has(name)) {
        await this.byName(name).prepare();
      }
    }
    this.moveTasks.resume();
    this.minutes ??= setInterval(() => this.measureAll(), 60_000).unref();
  }

  reset(): void {
    this.moveTasks.reset();
    for (const queue of this.queues.values()) {
      queue.remove();
    }
    this.queues.clear();
    removeFolder(this.data, this.folder);
    this.records.forget();
  }

  close(): void {
    clearInterval(this.minutes);
    this.moveTasks.close();
    for (const queue of this.queues.values()) {
      queue.endWaiting();
    }
  }

  private takeDeadLetter(message: StoredMessage, from: QueueRecord, targetArn: string): boolean {
    const target = this.byArn(targetArn);
    target?.takeDeadLetter(message, from.arn);
    return target !== undefined;
  }

  private messagesOf(name: string): string {
    return join(this.folder, "messages", name);
  }
}

import { randomUUID } from "node:crypto";
import type { DataFolder } from "../../storage/data-folder";
import { invalidParameter, invalidValue, noQueue, notInFlight } from "../errors";
import { type Content, type Message, type State, type StoredMessage, storedOf } from "../messages/message";
import type { Sent } from "../messages/message-log";
import { deduplicationTime, QueueMessages } from "./queue-messages";
import { isFifo, type QueueRecord, type RedrivePolicy, redrivePolicyOf } from "./queue-record";
import { handleOf, readHandle } from "./receipt-handle";
import type { Received, Receiving } from "./receiving";
import { Waiters } from "./waiters";

/** What a queue needs of those around it. */
export interface Surroundings {
  /** In milliseconds since 1970. */
  readonly clock: () => number;
  /** Takes a dead letter; false where its queue is not there. */
  readonly takeDeadLetter: (message: StoredMessage, from: QueueRecord, targetArn: string) => boolean;
}

const longestVisibility = 43_200_000;
const mostInFlight = 120_000;

/** A queue with its messages. What it has done survives the end of this process. */
export class Queue {
  private readonly messages: QueueMessages;
  private readonly waiters: Waiters;
  private readonly attempts = new Map<string, { readonly at: number; readonly received: Received[] }>();
  /** In milliseconds since 1970. */
  lastPurge = Number.NEGATIVE_INFINITY;

  /** @param folder Of its messages; absolute. */
  constructor(
    data: DataFolder,
    folder: string,
    private current: QueueRecord,
    private readonly around: Surroundings,
  ) {
    const rules = () => ({
      fifo: this.isFifo,
      retention: this.setting("MessageRetentionPeriod"),
      keyOf: (content: Content) => this.keyOf(content),
    });
    this.messages = new QueueMessages(data, folder, rules, around.clock);
    this.waiters = new Waiters(
      (receiving) => this.receiveNow(receiving),
      () => this.messages.nextDue - around.clock(),
    );
  }

  get record(): QueueRecord {
    return this.current;
  }

  get isFifo(): boolean {
    return isFifo(this.current);
  }

  /** Whether as many messages are in flight as there may be. */
  get isFull(): boolean {
    return this.count().inFlight >= mostInFlight;
  }

  /** Reads its messages before they are asked for, in turns. */
  prepare(): Promise<void> {
    return this.messages.prepare();
  }

  /** Takes other settings. */
  change(record: QueueRecord): void {
    const before = this.setting("DelaySeconds");
    this.current = record;
    // what was sent before is delayed anew in a FIFO queue alone
    if (this.isFifo && this.setting("DelaySeconds") !== before) {
      this.messages.delayAnew(this.setting("DelaySeconds"));
    }
    this.waiters.serve();
  }

  /** How many messages are in each state. */
  count(): Readonly<Record<Exclude<State, "gone">, number>> {
    this.messages.settle();
    const [visible, delayed, inFlight] = (["visible", "delayed", "inFlight"] as const).map((state) =>
      this.messages.count(state),
    ) as [number, number, number];
    return { visible, delayed, inFlight };
  }

  /** How old the oldest message is, in milliseconds; 0 where there is none. */
  oldest(): number {
    this.messages.settle();
    const [first] = this.messages.all();
    return first === undefined ? 0 : this.around.clock() - first.sentAt;
  }

  /**
   * Sends messages, all or none. What repeats another one is answered as that was.
   *
   * @param delays In milliseconds, for each; the queue's where it is undefined.
   */
  send(contents: readonly Content[], delays: readonly (number | undefined)[] = []): Pick<Sent, "id" | "order">[] {
    this.messages.settle();
    const fresh: StoredMessage[] = [];
    const known = new Map<string, StoredMessage>();
    const answers = contents.map((content, index) => {
      const key = this.keyOf(content);
      const before = this.messages.sentBefore(key) ?? known.get(key ?? "");
      if (before !== undefined) {
        return before;
      }
      const message = this.stored(content, delays[index] ?? this.setting("DelaySeconds"));
      fresh.push(message);
      if (key !== undefined) {
        known.set(key, message);
      }
      return message;
    });
    this.keep(fresh);
    return answers;
  }

  /** Takes a dead letter of another queue. @param source The ARN of that one. */
  takeDeadLetter(message: StoredMessage, source: string): void {
    this.messages.settle();
    const now = this.around.clock();
    const sentAt = this.isFifo ? now : message.sentAt;
    const deadLetter = { source, receives: message.receives };
    this.keep([{ ...message, deadLetter, sentAt, order: this.messages.nextOrder(), visibleAt: now }]);
  }

  /** Takes messages back from a dead-letter queue: they are new ones. */
  takeRedriven(messages: readonly Content[]): void {
    this.messages.settle();
    this.keep(
      messages.map(({ body, attributes, traceHeader, senderId, groupId, deduplicationId }) =>
        this.stored({ body, attributes, traceHeader, senderId, groupId, deduplicationId }, 0),
      ),
    );
  }

  /**
   * Receives messages, or waits for some.
   *
   * @returns None where the time is over, or the queue is closed.
   * @throws AwsError Where the queue is deleted meanwhile.
   */
  receive(receiving: Receiving): Received[] | Promise<Received[]> {
    const received = this.receivedBefore(receiving) ?? this.receiveNow(receiving);
    const { wait } = receiving;
    const milliseconds = wait === undefined ? this.setting("ReceiveMessageWaitTimeSeconds") : 1000 * wait;
    return received.length > 0 || milliseconds === 0 ? received : this.waiters.wait(receiving, milliseconds);
  }

  /** @throws AwsError Where the handle is none of this queue, or of a FIFO queue and too old. */
  delete(handle: string): void {
    this.messages.settle();
    const { id, receives } = readHandle(handle, this.current);
    const message = this.messages.find(id);
    if (message === undefined) {
      return;
    }
    const isLatest = message.receives === receives;
    if (this.isFifo && (!isLatest || message.state !== "inFlight")) {
      throw invalidValue(handle, "ReceiptHandle", "The receipt handle has expired.");
    }
    if (isLatest) {
      this.messages.drop([message]);
      // the group of a FIFO queue may have others
      this.waiters.serve();
    }
  }

  /**
   * @param timeout In milliseconds from now on.
   * @throws AwsError Where nobody holds the message with this handle.
   */
  changeVisibility(handle: string, timeout: number): void {
    this.messages.settle();
    const { id, receives } = readHandle(handle, this.current);
    const message = this.messages.find(id);
    if (message === undefined || message.receives !== receives) {
      throw invalidValue(
        handle,
        "ReceiptHandle",
        "Message does not exist or is not available for visibility timeout change.",
      );
    }
    if (message.state !== "inFlight") {
      throw notInFlight();
    }
    const now = this.around.clock();
    if (timeout > 0 && now + timeout > (message.heldSince ?? now) + longestVisibility) {
      throw invalidParameter(
        `Total VisibilityTimeout for the message is beyond the limit [${longestVisibility / 1000} seconds]`,
      );
    }
    this.messages.hide(message, now + timeout);
    this.messages.keepReceipts([message]);
    this.waiters.serve();
  }

  /** Deletes all messages. */
  purge(): void {
    this.messages.drop([...this.messages.all()]);
  }

  /** Up to a number of visible messages, for who moves them to another queue: they stay until {@link drop}. */
  peek(most: number): Message[] {
    this.messages.settle();
    const found: Message[] = [];
    for (const message of this.messages.all()) {
      if (found.length === most) {
        break;
      }
      if (message.state === "visible") {
        found.push(message);
      }
    }
    return found;
  }

  drop(messages: readonly Message[]): void {
    this.messages.drop(messages);
  }

  /** Lets nobody wait any longer. */
  endWaiting(): void {
    this.waiters.end();
  }

  /** Deletes it with its messages. */
  remove(): void {
    this.messages.remove();
    this.waiters.end(noQueue());
  }

  private keep(fresh: readonly StoredMessage[]): void {
    this.messages.keep(fresh);
    this.waiters.serve();
  }

  /** @param delay In milliseconds. */
  private stored(content: Content, delay: number): StoredMessage {
    const sentAt = this.around.clock();
    const order = this.messages.nextOrder();
    return { ...content, id: randomUUID(), sentAt, order, visibleAt: sentAt + delay, receives: 0 };
  }

  private receiveNow({ most, visibilityTimeout, attemptId }: Receiving): Received[] {
    const { messages } = this;
    messages.settle();
    const until = this.heldUntil(visibilityTimeout);
    const policy = redrivePolicyOf(this.current);
    const held: Message[] = [];
    while (held.length < most && messages.count("inFlight") < mostInFlight) {
      const taken = messages.take(most - held.length);
      if (taken.length === 0) {
        break;
      }
      for (const message of taken) {
        if (messages.isTooOld(message) || this.becomesDeadLetter(message, policy)) {
          messages.drop([message]);
        } else {
          messages.hold(message, until);
          held.push(message);
        }
      }
    }
    messages.keepReceipts(held);
    const received = held.map((message) => ({ message: { ...message }, handle: handleOf(message, this.current) }));
    if (this.isFifo && attemptId !== undefined && received.length > 0) {
      this.attempts.set(attemptId, { at: this.around.clock(), received });
    }
    return received;
  }

  private becomesDeadLetter(message: Message, policy: RedrivePolicy | undefined): boolean {
    return (
      policy !== undefined &&
      message.receives - (message.deadLetter?.receives ?? 0) >= policy.maxReceiveCount &&
      this.around.takeDeadLetter(storedOf(message), this.current, policy.deadLetterTargetArn)
    );
  }

  /** What the same attempt has received, as long as nothing has happened to it. */
  private receivedBefore({ attemptId, visibilityTimeout }: Receiving): Received[] | undefined {
    if (!this.isFifo || attemptId === undefined) {
      return undefined;
    }
    this.messages.settle();
    for (const [id, { at }] of this.attempts) {
      if (at + deduplicationTime <= this.around.clock()) {
        this.attempts.delete(id);
      }
    }
    const received = this.attempts.get(attemptId)?.received ?? [];
    const held = received.flatMap(({ message: { id, receives } }) => {
      const message = this.messages.find(id);
      return message?.state === "inFlight" && message.receives === receives ? message : [];
    });
    if (held.length === 0 || held.length < received.length) {
      return undefined;
    }
    for (const message of held) {
      this.messages.hide(message, this.heldUntil(visibilityTimeout));
    }
    this.messages.keepReceipts(held);
    return received;
  }

  /** @param timeout In seconds; the queue's where it is undefined. @returns Milliseconds since 1970. */
  private heldUntil(timeout: number | undefined): number {
    return this.around.clock() + (timeout === undefined ? this.setting("VisibilityTimeout") : 1000 * timeout);
  }

  /** A setting in milliseconds. */
  private setting(name: keyof typeof defaultSeconds): number {
    return 1000 * Number(this.current.attributes[name] ?? defaultSeconds[name]);
  }

  private keyOf({ groupId, deduplicationId }: Content): string | undefined {
    if (!this.isFifo) {
      return undefined;
    }
    return this.current.attributes.DeduplicationScope === "messageGroup"
      ? `${groupId} ${deduplicationId}`
      : deduplicationId;
  }
}

const defaultSeconds = {
  DelaySeconds: 0,
  MessageRetentionPeriod: 345_600,
  ReceiveMessageWaitTimeSeconds: 0,
  VisibilityTimeout: 30,
} as const;

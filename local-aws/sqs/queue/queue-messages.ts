import type { DataFolder } from "../../storage/data-folder";
import { ReadOnce } from "../../storage/read-once";
import { DueTimes } from "../messages/due-times";
import { FifoLine, type Line, StandardLine } from "../messages/line";
import { type Content, type Message, receiptOf, type State, type StoredMessage, storedOf } from "../messages/message";
import { MessageLog, type Sent } from "../messages/message-log";

/** What decides how messages behave; it may change. */
export interface MessageRules {
  readonly fifo: boolean;
  /** In milliseconds. */
  readonly retention: number;
  /** The key by which the next message of the same is known as a repetition; undefined where there are none. */
  readonly keyOf: (content: Content) => string | undefined;
}

interface Contents {
  readonly line: Line;
  readonly messages: Map<string, Message>;
  /** By deduplication key. */
  readonly sent: Map<string, Sent>;
}

/** In milliseconds. */
export const deduplicationTime = 5 * 60_000;

/** The messages of a queue, each in its state, on disk as in memory. */
export class QueueMessages {
  private readonly log: MessageLog;
  private readonly contents = new ReadOnce(() => this.read());
  /** When messages become visible again. */
  private readonly due = new DueTimes<Message>();
  /** Deduplication keys by when they were sent. */
  private readonly keyAges = new DueTimes<string>();
  private readonly states: Record<State, number> = { visible: 0, delayed: 0, inFlight: 0, gone: 0 };
  private lastOrder = 0;

  /**
   * @param folder Absolute.
   * @param clock In milliseconds since 1970.
   */
  constructor(
    data: DataFolder,
    folder: string,
    private readonly rules: () => MessageRules,
    private readonly clock: () => number,
  ) {
    this.log = new MessageLog(data, folder, {
      message: (id) => {
        const message = this.find(id);
        return message && storedOf(message);
      },
      sent: (key) => this.contents.get().sent.get(key),
    });
  }

  /** Reads them before they are asked for, in turns. */
  prepare(): Promise<void> {
    return this.contents.prepare();
  }

  find(id: string): Message | undefined {
    return this.contents.get().messages.get(id);
  }

  /** All of them, but for dead letters in the order in which they were sent. */
  all(): IterableIterator<Message> {
    return this.contents.get().messages.values();
  }

  /** How many are in a state. */
  count(state: State): number {
    return this.states[state];
  }

  /** When the next one becomes visible, in milliseconds since 1970. */
  get nextDue(): number {
    return this.due.next;
  }

  /** The message of a key that was sent in the last five minutes. */
  sentBefore(key: string | undefined): Sent | undefined {
    return key === undefined ? undefined : this.contents.get().sent.get(key);
  }

  /** The number of the next message. */
  nextOrder(): number {
    this.lastOrder = Math.max(this.lastOrder + 1, this.clock() * 1000);
    return this.lastOrder;
  }

  /** Keeps new messages, all or none. */
  keep(fresh: readonly StoredMessage[]): void {
    if (fresh.length === 0) {
      return;
    }
    const contents = this.contents.get();
    const { keyOf } = this.rules();
    this.log.send(fresh, keyOf);
    for (const stored of fresh) {
      const key = keyOf(stored);
      if (key !== undefined) {
        this.remember({ key, id: stored.id, order: stored.order, sentAt: stored.sentAt }, contents);
      }
      this.enter(stored, contents);
    }
  }

  /** Takes up to a number of visible messages out of the line. Each has to be held or dropped. */
  take(most: number): Message[] {
    return this.contents.get().line.take(most);
  }

  /** @param until In milliseconds since 1970. */
  hold(message: Message, until: number): void {
    const now = this.clock();
    message.receives += 1;
    message.firstReceived ??= now;
    message.heldSince = now;
    this.move(message, "inFlight");
    this.hide(message, until);
  }

  /** Hides a message that is not visible until another time. It is kept by {@link keepReceipts}. */
  hide(message: Message, until: number): void {
    message.visibleAt = until;
    this.due.add(until, message);
  }

  keepReceipts(messages: readonly Message[]): void {
    if (messages.length > 0) {
      this.log.receive(messages.map(receiptOf));
    }
  }

  /** Another delay, also for those that were sent before and nobody has received. @param delay In milliseconds. */
  delayAnew(delay: number): void {
    const now = this.clock();
    const waiting = [...this.all()].filter(({ receives }) => receives === 0);
    for (const message of waiting) {
      this.hide(message, message.sentAt + delay);
      this.move(message, message.visibleAt > now ? "delayed" : "visible");
    }
    this.keepReceipts(waiting);
  }

  /** Removes messages. */
  drop(messages: readonly Message[]): void {
    if (messages.length === 0) {
      return;
    }
    this.log.delete(messages.map(({ id }) => id));
    for (const message of messages) {
      this.contents.get().messages.delete(message.id);
      this.move(message, "gone");
    }
  }

  /** Removes all files. */
  remove(): void {
    this.log.remove();
  }

  isTooOld({ sentAt }: Message): boolean {
    return sentAt + this.rules().retention <= this.clock();
  }

  /** Lets happen what time has brought: messages become visible, or too old. */
  settle(): void {
    const { sent } = this.contents.get();
    const now = this.clock();
    for (let one = this.due.takeDue(now); one !== undefined; one = this.due.takeDue(now)) {
      const { item, at } = one;
      if (item.visibleAt === at && (item.state === "delayed" || item.state === "inFlight")) {
        this.move(item, "visible");
      }
    }
    const old: Message[] = [];
    for (const message of this.all()) {
      if (!this.isTooOld(message)) {
        // those behind it were sent later, but for dead letters, which are looked at when they are received
        break;
      }
      old.push(message);
    }
    this.drop(old);
    const forgotten = now - deduplicationTime;
    for (let one = this.keyAges.takeDue(forgotten); one !== undefined; one = this.keyAges.takeDue(forgotten)) {
      if ((sent.get(one.item)?.sentAt ?? 0) <= forgotten) {
        sent.delete(one.item);
      }
    }
  }

  private *read(): Generator<undefined, Contents> {
    const { fifo, keyOf } = this.rules();
    const kept = yield* this.log.read(keyOf);
    const contents: Contents = {
      line: fifo ? new FifoLine() : new StandardLine(),
      messages: new Map(),
      sent: new Map(),
    };
    for (const one of kept.sent) {
      this.remember(one, contents);
    }
    for (const stored of kept.messages) {
      this.enter(stored, contents);
    }
    return contents;
  }

  private remember(sent: Sent, contents: Contents): void {
    contents.sent.set(sent.key, sent);
    this.keyAges.add(sent.sentAt, sent.key);
    this.lastOrder = Math.max(this.lastOrder, sent.order);
  }

  private enter(stored: StoredMessage, contents: Contents): void {
    const hidden = stored.receives > 0 ? "inFlight" : "delayed";
    const message: Message = { ...stored, state: stored.visibleAt > this.clock() ? hidden : "visible" };
    contents.messages.set(message.id, message);
    this.lastOrder = Math.max(this.lastOrder, message.order);
    if (message.state !== "visible") {
      this.due.add(message.visibleAt, message);
    }
    this.states[message.state] += 1;
    contents.line.moved(message, undefined);
  }

  private move(message: Message, to: State): void {
    const from = message.state;
    this.states[from] -= 1;
    this.states[to] += 1;
    message.state = to;
    this.contents.get().line.moved(message, from);
  }
}

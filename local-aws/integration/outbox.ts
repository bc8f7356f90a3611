import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { AwsError } from "../protocol/aws-error";
import { DataFolder } from "../storage/data-folder";
import { explain } from "../storage/io-error";
import { OutboxFile, type Parcel } from "./outbox-file";
import { Lane } from "./outbox-lane";
import { type Failure, isWorthAnotherTry, type OutboxMessage, toDeadLetter } from "./outbox-message";
import type { Delivery, Target } from "./targets";

/** What became of a message in the end. */
export interface Outcome {
  readonly message: OutboxMessage;
  /** How often it was tried again after the first time. */
  readonly retries: number;
  /** Why it was given up; missing where it was delivered. */
  readonly failure?: Failure;
}

export interface OutboxOptions {
  /** How long to wait before another try, in milliseconds, by the number of those before. */
  readonly backoff?: (tries: number) => number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Both are EventBridge's own. */
const defaultRetries = 185;
const defaultAgeInSeconds = 24 * 60 * 60;

const turnMs = 10;

/** From half a second to five minutes, of which a third is chance, so that not all come back at once. */
const defaultBackoff = (tries: number): number => Math.min(500 * 2 ** tries, 300_000) * (1 - Math.random() / 3);

/**
 * Delivers messages to the services, each at least once. A message is on disk when {@link send} returns; it is tried again
 * while another try may help, goes to its dead-letter queue where none does, and outlives this process. Messages of one
 * message group reach their target in the order in which they were sent, the others nearly so.
 */
export class Outbox {
  private readonly file: OutboxFile;
  private readonly lanes = new Map<string, Lane>();
  private readonly listeners: ((outcome: Outcome) => void)[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly idlers: (() => void)[] = [];
  private readonly now: () => number;
  private readonly backoff: (tries: number) => number;
  /** Workers of all lanes. */
  private running = 0;
  private loaded = false;
  private paused = false;
  /** Another number after each reset: what was under way before does not count any more. */
  private life = 0;
  private turnBegan = 0;

  /** @param target Whom all messages are handed to. */
  constructor(
    dataDir: string,
    private readonly target: Target,
    { now = Date.now, backoff = defaultBackoff }: OutboxOptions = {},
  ) {
    this.file = new OutboxFile(DataFolder.at(dataDir), join("integration", "outbox.jsonl"));
    this.now = now;
    this.backoff = backoff;
  }

  /** How many messages are not delivered yet. */
  get backlog(): number {
    return this.file.size;
  }

  /** Goes on with what an earlier process left. */
  load(): void {
    if (!this.loaded) {
      this.loaded = true;
      this.enqueue(this.file.load());
    }
  }

  /**
   * Sends one message: it is on disk when this returns.
   *
   * @throws Error of the file system.
   */
  send(delivery: Delivery, policy: Omit<OutboxMessage, "delivery"> = {}): void {
    this.sendAll([{ delivery, ...policy }]);
  }

  /** Sends messages, with one write to the disk for all of them, and none where there is no message. */
  sendAll(messages: readonly OutboxMessage[]): void {
    if (messages.length > 0) {
      this.load();
      this.enqueue(this.file.add(messages, this.now()));
    }
  }

  /** Tells what became of each message. */
  listen(listener: (outcome: Outcome) => void): void {
    this.listeners.push(listener);
  }

  /** Resolves when nothing is under way: all is delivered, given up, or waits for another try. */
  async idle(): Promise<void> {
    if (this.running > 0) {
      await new Promise<void>((resolve) => this.idlers.push(resolve));
    }
  }

  /** Forgets all messages. */
  reset(): void {
    this.stop();
    this.file.clear();
  }

  /** Delivers no more. What is sent from now on, too, stays on disk for the next process. */
  pause(): void {
    this.paused = true;
    this.stop();
  }

  /** Ends, after {@link pause} where that was not called before. */
  close(): void {
    this.pause();
    this.file.close();
  }

  private stop(): void {
    this.life++;
    this.lanes.clear();
    for (const timer of this.timers) {
      clearTimeout(timer);
    }
    this.timers.clear();
    this.running = 0;
    this.tellIdlers();
  }

  private enqueue(parcels: readonly Parcel[]): void {
    if (this.paused) {
      return;
    }
    const touched = new Set<Lane>();
    for (const parcel of parcels) {
      const lane = this.laneOf(parcel);
      lane.add(parcel);
      touched.add(lane);
    }
    for (const lane of touched) {
      this.work(lane);
    }
  }

  private laneOf({ message: { delivery } }: Parcel): Lane {
    const { arn, messageGroupId } = delivery;
    const name = messageGroupId === undefined ? arn : `${arn} ${messageGroupId}`;
    const lane = this.lanes.get(name) ?? new Lane(name, messageGroupId !== undefined);
    this.lanes.set(name, lane);
    return lane;
  }

  private work(lane: Lane): void {
    for (let free = lane.free; free > 0; free--) {
      lane.running++;
      this.running++;
      void this.workOff(lane);
    }
  }

  /** Delivers one after the other, until none is left. */
  private async workOff(lane: Lane): Promise<void> {
    const { life } = this;
    // never within the call that sends: what that belongs to is done first
    await nextTurn();
    while (life === this.life) {
      const parcel = lane.take();
      if (parcel === undefined) {
        break;
      }
      await this.deliver(parcel, lane);
      if (performance.now() - this.turnBegan > turnMs) {
        await nextTurn();
        this.turnBegan = performance.now();
      }
    }
    if (life === this.life) {
      lane.running--;
      this.running--;
      this.forgetEmpty(lane);
      this.tellIdlers();
    }
  }

  private async deliver(parcel: Parcel, lane: Lane): Promise<void> {
    const { life } = this;
    const { message, tries: retries } = parcel;
    let failed: { readonly error: unknown } | undefined;
    try {
      await this.target.deliver(message.delivery);
    } catch (error) {
      failed = { error };
    }
    if (life !== this.life) {
      return;
    }
    if (failed !== undefined) {
      this.afterFailure(parcel, lane, failed.error);
    } else {
      this.file.done(parcel);
      this.tell({ message, retries });
    }
  }

  private afterFailure(parcel: Parcel, lane: Lane, error: unknown): void {
    const { message, tries, sent } = parcel;
    const { maximumRetryAttempts = defaultRetries, maximumEventAgeInSeconds = defaultAgeInSeconds } = message;
    const wait = this.backoff(tries);
    if (!isWorthAnotherTry(error)) {
      this.giveUp(parcel, error, "None");
    } else if (tries >= maximumRetryAttempts) {
      this.giveUp(parcel, error, "MaximumRetryAttempts");
    } else if (this.now() + wait > sent + maximumEventAgeInSeconds * 1000) {
      this.giveUp(parcel, error, "MaximumEventAgeInSeconds");
    } else {
      this.tryLater(this.file.tried(parcel), lane, wait);
    }
  }

  private tryLater(parcel: Parcel, lane: Lane, wait: number): void {
    lane.waiting++;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      lane.waiting--;
      lane.putBack(parcel);
      this.work(lane);
    }, wait);
    timer.unref();
    this.timers.add(timer);
  }

  private giveUp(parcel: Parcel, error: unknown, exhausted: Failure["exhausted"]): void {
    const { message, tries: retries } = parcel;
    const { delivery, deadLetterArn } = message;
    const code = error instanceof AwsError ? error.code : "InternalError";
    const failure: Failure = { code, message: explain(error), exhausted };
    if (deadLetterArn === undefined) {
      this.file.done(parcel);
    } else {
      this.enqueue([this.file.replace(parcel, toDeadLetter(message, failure, retries), this.now())]);
    }
    const end = deadLetterArn === undefined ? "is dropped" : `goes to ${deadLetterArn}`;
    console.error(`A message from ${delivery.from.arn} to ${delivery.arn} ${end}: ${code}: ${failure.message}`);
    this.tell({ message, retries, failure });
  }

  private tell(outcome: Outcome): void {
    for (const listener of this.listeners) {
      listener(outcome);
    }
  }

  private forgetEmpty(lane: Lane): void {
    if (lane.isEmpty && this.lanes.get(lane.name) === lane) {
      this.lanes.delete(lane.name);
    }
  }

  private tellIdlers(): void {
    if (this.running === 0) {
      for (const resolve of this.idlers.splice(0)) {
        resolve();
      }
    }
  }
}

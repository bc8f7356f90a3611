import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DataFolder } from "../../storage/data-folder";
import { LineFile } from "../../storage/line-file";
import type { Shape } from "../../storage/sealed";
import { removeFile, removeFolder } from "../../storage/write";
import type { Receipt, StoredMessage } from "./message";

/** A message that was sent to a FIFO queue, by which a repetition is known. */
export interface Sent {
  readonly key: string;
  readonly id: string;
  readonly order: number;
  /** In milliseconds since 1970. */
  readonly sentAt: number;
}

/** A line of a segment: what was sent, received, deleted, or is only remembered for its deduplication ID. */
interface Line {
  readonly sent?: StoredMessage;
  readonly received?: readonly Receipt[];
  readonly deleted?: readonly string[];
  readonly remembered?: readonly Sent[];
}

interface Place {
  readonly segment: Segment;
  /** In characters. */
  readonly size: number;
}

interface Segment {
  readonly number: number;
  readonly file: LineFile;
  /** Of the messages that it has lines of, in characters. */
  size: number;
  /** Of those that are kept here. */
  live: number;
  /** The messages that are kept here. */
  readonly messages: Set<string>;
  /** The keys that are remembered by what is kept here. */
  readonly keys: Set<string>;
}

/** What a queue held when it was read. */
export interface Kept {
  /** In the order in which they were sent. */
  readonly messages: readonly StoredMessage[];
  readonly sent: readonly Sent[];
}

const mostLines = 2_000;
const mostCharacters = 4_000_000;
const shape: Shape = (line) =>
  typeof line === "object" && line !== null && ["sent", "received", "deleted", "remembered"].some((one) => one in line)
    ? undefined
    : "is no line of a queue";

/**
 * The messages of a queue on disk: numbered files of lines, to the last of which what happens is appended. When most of
 * what they hold is of messages that are gone, the oldest file's last messages are written to the newest and it is
 * removed: one file at a time, so that nobody waits long.
 */
export class MessageLog {
  private segments: Segment[] = [];
  /** Where each message, and each remembered key, is kept. */
  private readonly places = new Map<string, Place>();

  /**
   * @param folder Absolute; it need not be there.
   * @param now What is to be kept of a message, and of a key, when its file is removed; undefined where nothing is.
   */
  constructor(
    private readonly data: DataFolder,
    private readonly folder: string,
    private readonly now: {
      readonly message: (id: string) => StoredMessage | undefined;
      readonly sent: (key: string) => Sent | undefined;
    },
  ) {}

  /** Reads all that is kept; yields between files. To be called before all else. */
  *read(keyOf: (message: StoredMessage) => string | undefined): Generator<undefined, Kept> {
    // somebody may have asked for them while an earlier reading rested
    this.segments = [];
    this.places.clear();
    const messages = new Map<string, StoredMessage>();
    const sent = new Map<string, Sent>();
    const numbers = existsSync(this.folder) ? readdirSync(this.folder).flatMap(numberOf) : [];
    for (const number of numbers.sort((a, b) => a - b)) {
      const { file, values } = LineFile.open(this.data, this.path(number), shape, {
        lost: "The queue has lost what they held",
      });
      const segment = this.begin(number, file);
      for (const line of values as Line[]) {
        if (line.sent !== undefined) {
          messages.set(line.sent.id, line.sent);
          this.place(segment, line.sent, keyOf(line.sent));
          const key = keyOf(line.sent);
          if (key !== undefined) {
            sent.set(key, { key, id: line.sent.id, order: line.sent.order, sentAt: line.sent.sentAt });
          }
        }
        for (const receipt of line.received ?? []) {
          const message = messages.get(receipt.id);
          if (message !== undefined) {
            messages.set(receipt.id, { ...message, ...receipt });
          }
        }
        for (const id of line.deleted ?? []) {
          messages.delete(id);
          this.forget(id);
        }
        for (const one of line.remembered ?? []) {
          sent.set(one.key, one);
          this.placeKey(segment, one.key);
        }
      }
      yield;
    }
    return {
      messages: [...messages.values()].sort((a, b) => a.order - b.order),
      sent: [...sent.values()],
    };
  }

  /** Keeps messages: they survive the end of this process when it returns. */
  send(messages: readonly StoredMessage[], keyOf: (message: StoredMessage) => string | undefined): void {
    const segment = this.append(messages.map((sent) => ({ sent })));
    for (const message of messages) {
      this.place(segment, message, keyOf(message));
    }
  }

  receive(received: readonly Receipt[]): void {
    this.append([{ received }]);
    this.clean();
  }

  delete(ids: readonly string[]): void {
    this.append([{ deleted: ids }]);
    for (const id of ids) {
      this.forget(id);
    }
    this.clean();
  }

  remove(): void {
    removeFolder(this.data, this.folder);
    this.segments = [];
    this.places.clear();
  }

  private append(lines: readonly Line[]): Segment {
    let segment = this.segments.at(-1);
    if (segment === undefined || segment.file.size >= mostLines || segment.size >= mostCharacters) {
      const number = (segment?.number ?? 0) + 1;
      const { file } = LineFile.open(this.data, this.path(number), shape);
      segment = this.begin(number, file);
    }
    segment.file.append(lines);
    return segment;
  }

  private begin(number: number, file: LineFile): Segment {
    const segment: Segment = { number, file, size: 0, live: 0, messages: new Set(), keys: new Set() };
    this.segments.push(segment);
    return segment;
  }

  private place(segment: Segment, message: StoredMessage, key: string | undefined): void {
    this.forget(message.id);
    const size = message.body.length;
    this.places.set(message.id, { segment, size });
    segment.messages.add(message.id);
    segment.size += size;
    segment.live += size;
    if (key !== undefined) {
      this.placeKey(segment, key);
    }
  }

  private placeKey(segment: Segment, key: string): void {
    const name = keyPrefix + key;
    this.places.get(name)?.segment.keys.delete(key);
    this.places.set(name, { segment, size: 0 });
    segment.keys.add(key);
  }

  private forget(id: string): void {
    const place = this.places.get(id);
    if (place !== undefined) {
      place.segment.messages.delete(id);
      place.segment.live -= place.size;
      this.places.delete(id);
    }
  }

  /** Removes the oldest file where most lines, or most of the size, are of what is gone. */
  private clean(): void {
    const [oldest] = this.segments;
    if (oldest === undefined || this.segments.length === 1 || !this.isMostlyGone()) {
      return;
    }
    const messages = [...oldest.messages].flatMap((id) => this.now.message(id) ?? []);
    const remembered = [...oldest.keys].flatMap((key) => this.now.sent(key) ?? []);
    const lines: Line[] = [...messages.map((sent) => ({ sent })), ...(remembered.length > 0 ? [{ remembered }] : [])];
    if (lines.length > 0) {
      const segment = this.append(lines);
      for (const message of messages) {
        this.place(segment, message, undefined);
      }
      for (const { key } of remembered) {
        this.placeKey(segment, key);
      }
    }
    for (const key of oldest.keys) {
      this.places.delete(keyPrefix + key);
    }
    this.segments.shift();
    removeFile(this.data, oldest.file.path);
  }

  private isMostlyGone(): boolean {
    const sum = (of: (segment: Segment) => number): number => this.segments.reduce((all, one) => all + of(one), 0);
    return (
      sum(({ file }) => file.size) > 2 * sum(({ messages }) => messages.size) + mostLines ||
      sum(({ size }) => size) > 2 * sum(({ live }) => live) + 2 * mostCharacters
    );
  }

  private path(number: number): string {
    return join(this.folder, `${String(number).padStart(8, "0")}.jsonl`);
  }
}

/** No message's ID begins so. */
const keyPrefix = "key ";

function numberOf(name: string): number[] {
  const number = /^(\d{8,})\.jsonl$/.exec(name)?.[1];
  return number === undefined ? [] : [Number(number)];
}

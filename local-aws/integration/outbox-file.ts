import { resolve } from "node:path";
import type { DataFolder } from "../storage/data-folder";
import { LineFile } from "../storage/line-file";
import { objectWith } from "../storage/sealed";
import type { OutboxMessage } from "./outbox-message";

/** A message that is not delivered yet. */
export interface Parcel {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly sent: number;
  /** How often it was tried. */
  readonly tries: number;
  readonly message: OutboxMessage;
}

/** A parcel as it is now, or the number of one that is out of the way. */
type Line = Parcel | { readonly id: number };

/** Lines of what is done, in the file, before it is written anew; as many again as there are parcels are let be, too. */
const mostDone = 10_000;
const doneDelayMs = 20;

/**
 * The messages that wait, in a file of lines. That one is done is written a little later, for many at once: what a dying
 * process had not written is delivered once more.
 */
export class OutboxFile {
  private readonly parcels = new Map<number, Parcel>();
  private readonly path: string;
  private file: LineFile | undefined;
  private nextId = 1;
  private doneIds: number[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** @param path In the data folder. */
  constructor(
    private readonly data: DataFolder,
    path: string,
  ) {
    this.path = resolve(data.path, path);
  }

  get size(): number {
    return this.parcels.size;
  }

  /** Reads what an earlier process left, in the order in which it was sent. */
  load(): Parcel[] {
    const lost = "Messages that waited for delivery are missing";
    const { file, values } = LineFile.open(this.data, this.path, objectWith({ id: "number" }), { lost });
    for (const line of values as Line[]) {
      this.nextId = Math.max(this.nextId, line.id + 1);
      if ("message" in line) {
        this.parcels.set(line.id, line);
      } else {
        this.parcels.delete(line.id);
      }
    }
    this.file = file;
    if (file.size > this.parcels.size) {
      file.rewrite([...this.parcels.values()]);
    }
    return [...this.parcels.values()];
  }

  /** Keeps new ones: they are on disk when this returns. */
  add(messages: readonly OutboxMessage[], sent: number): Parcel[] {
    const parcels = messages.map((message) => ({ id: this.nextId++, sent, tries: 0, message }));
    this.append(parcels);
    for (const parcel of parcels) {
      this.parcels.set(parcel.id, parcel);
    }
    return parcels;
  }

  /** Notes that one was tried in vain. */
  tried(parcel: Parcel): Parcel {
    const again = { ...parcel, tries: parcel.tries + 1 };
    this.parcels.set(again.id, again);
    this.settle([again]);
    return again;
  }

  /** Puts another message into the place of one that is given up. */
  replace({ id }: Parcel, message: OutboxMessage, sent: number): Parcel {
    const other = { id, sent, tries: 0, message };
    this.parcels.set(id, other);
    this.settle([other]);
    return other;
  }

  done({ id }: Parcel): void {
    this.parcels.delete(id);
    this.doneIds.push(id);
    this.timer ??= setTimeout(() => this.flush(), doneDelayMs);
    this.timer.unref();
  }

  clear(): void {
    this.parcels.clear();
    this.forgetDone();
    this.file?.rewrite([]);
  }

  close(): void {
    this.flush();
    this.file?.close();
    this.file = undefined;
  }

  private flush(): void {
    const lines = this.doneIds.map((id) => ({ id }));
    this.forgetDone();
    this.settle(lines);
    if (this.file !== undefined && this.file.size > mostDone + 2 * this.parcels.size) {
      this.file.rewrite([...this.parcels.values()]);
    }
  }

  private forgetDone(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.doneIds = [];
  }

  /** Writes what has happened; where that cannot be written, it has happened all the same. */
  private settle(lines: readonly Line[]): void {
    try {
      this.append(lines);
    } catch (error) {
      console.error(`${this.path} could not be written:`, error);
    }
  }

  private append(lines: readonly Line[]): void {
    if (lines.length > 0) {
      this.file?.keepOpen();
      this.file?.append(lines);
    }
  }
}

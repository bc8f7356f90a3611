import type { Parcel } from "./outbox-file";

const atOnceOfOneTarget = 8;

/** What waits for its turn: the messages of one group, which keep their order, or all others of one target. */
export class Lane {
  /** How many are being delivered. */
  running = 0;
  /** How many wait for another try. */
  waiting = 0;
  private parcels: Parcel[] = [];
  private first = 0;

  constructor(
    readonly name: string,
    private readonly inOrder: boolean,
  ) {}

  /** How many more may be delivered at once now. */
  get free(): number {
    const most = this.inOrder ? 1 - this.waiting : atOnceOfOneTarget;
    return Math.max(0, Math.min(most - this.running, this.parcels.length - this.first));
  }

  get isEmpty(): boolean {
    return this.running === 0 && this.waiting === 0 && this.first === this.parcels.length;
  }

  add(parcel: Parcel): void {
    this.parcels.push(parcel);
  }

  /** Puts one that was tried in vain before all others. */
  putBack(parcel: Parcel): void {
    if (this.first > 0) {
      this.parcels[--this.first] = parcel;
    } else {
      this.parcels.unshift(parcel);
    }
  }

  /** The next one, which the lane then has no more; undefined where none may be delivered now. */
  take(): Parcel | undefined {
    const isHeldUp = this.inOrder && this.waiting > 0;
    if (isHeldUp || this.first === this.parcels.length) {
      return undefined;
    }
    const parcel = this.parcels[this.first++];
    if (this.first > 1000 && this.first * 2 > this.parcels.length) {
      this.parcels = this.parcels.slice(this.first);
      this.first = 0;
    }
    return parcel;
  }
}

import type { Message, State } from "./message";

/** Which of the visible messages come next. */
export interface Line {
  /** Tells that a message is in another state, or new where it was in none. */
  moved(message: Message, from: State | undefined): void;
  /** Takes up to a number of visible messages out. The caller puts each into another state. */
  take(most: number): Message[];
}

/** First in, first out: an array with a place where it begins. */
export class Waiting<Item> {
  private items: Item[] = [];
  private begin = 0;

  push(item: Item): void {
    this.items.push(item);
  }

  first(): Item | undefined {
    return this.items[this.begin];
  }

  shift(): Item | undefined {
    const item = this.items[this.begin];
    if (item !== undefined) {
      this.begin += 1;
      if (this.begin > 1_000 && this.begin > this.items.length / 2) {
        this.items = this.items.slice(this.begin);
        this.begin = 0;
      }
    }
    return item;
  }

  *[Symbol.iterator](): Generator<Item> {
    for (let index = this.begin; index < this.items.length; index++) {
      yield this.items[index] as Item;
    }
  }
}

/** The line of a standard queue: each message for itself, those that became visible first before the others. */
export class StandardLine implements Line {
  private readonly visible = new Waiting<Message>();

  moved(message: Message): void {
    if (message.state === "visible") {
      this.visible.push(message);
    }
  }

  take(most: number): Message[] {
    const taken: Message[] = [];
    while (taken.length < most) {
      const message = this.visible.shift();
      if (message === undefined) {
        break;
      }
      if (message.state === "visible") {
        taken.push(message);
      }
    }
    return taken;
  }
}

interface Group {
  readonly id: string;
  /** Its messages in the order in which they were sent; those that are gone are dropped from the front. */
  readonly messages: Waiting<Message>;
  inFlight: number;
  /** Whether it stands in the line of groups. */
  queued: boolean;
}

/** The line of a FIFO queue: a group gives its messages in their order, and none while one of them is in flight. */
export class FifoLine implements Line {
  private readonly groups = new Map<string, Group>();
  private readonly ready = new Waiting<Group>();

  moved(message: Message, from: State | undefined): void {
    const group = this.groupOf(message);
    if (from === undefined) {
      group.messages.push(message);
    }
    group.inFlight += Number(message.state === "inFlight") - Number(from === "inFlight");
    this.consider(group);
  }

  take(most: number): Message[] {
    const taken: Message[] = [];
    while (taken.length < most) {
      const group = this.ready.shift();
      if (group === undefined) {
        break;
      }
      group.queued = false;
      if (group.inFlight > 0) {
        continue;
      }
      for (const message of group.messages) {
        if (taken.length === most || (message.state !== "visible" && message.state !== "gone")) {
          break;
        }
        if (message.state === "visible") {
          taken.push(message);
        }
      }
    }
    return taken;
  }

  private groupOf({ groupId = "" }: Message): Group {
    let group = this.groups.get(groupId);
    if (group === undefined) {
      group = { id: groupId, messages: new Waiting(), inFlight: 0, queued: false };
      this.groups.set(groupId, group);
    }
    return group;
  }

  private consider(group: Group): void {
    while (group.messages.first()?.state === "gone") {
      group.messages.shift();
    }
    const first = group.messages.first();
    if (first === undefined) {
      this.groups.delete(group.id);
    } else if (first.state === "visible" && group.inFlight === 0 && !group.queued) {
      group.queued = true;
      this.ready.push(group);
    }
  }
}

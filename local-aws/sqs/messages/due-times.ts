interface Entry<Item> {
  readonly at: number;
  readonly item: Item;
}

/** Things by the time at which something is due, the earliest first: a binary heap. */
export class DueTimes<Item> {
  private readonly entries: Entry<Item>[] = [];

  /** The earliest time; infinite where there is none. */
  get next(): number {
    return this.entries[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  add(at: number, item: Item): void {
    const { entries } = this;
    let index = entries.push({ at, item }) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (this.at(above) <= at) {
        break;
      }
      this.swap(index, above);
      index = above;
    }
  }

  /** Takes out the earliest, if it is due by a time. */
  takeDue(by: number): Entry<Item> | undefined {
    const { entries } = this;
    const first = entries[0];
    if (first === undefined || first.at > by) {
      return undefined;
    }
    const last = entries.pop() as Entry<Item>;
    if (entries.length > 0) {
      entries[0] = last;
      this.sink();
    }
    return first;
  }

  clear(): void {
    this.entries.length = 0;
  }

  private sink(): void {
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const smaller = this.at(left + 1) < this.at(left) ? left + 1 : left;
      if (this.at(smaller) >= this.at(index)) {
        return;
      }
      this.swap(index, smaller);
      index = smaller;
    }
  }

  private at(index: number): number {
    return this.entries[index]?.at ?? Number.POSITIVE_INFINITY;
  }

  private swap(a: number, b: number): void {
    const { entries } = this;
    [entries[a], entries[b]] = [entries[b] as Entry<Item>, entries[a] as Entry<Item>];
  }
}

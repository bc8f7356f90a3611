/** Does works of the same key one after the other, in the order in which they came, and works of other keys beside. */
export class OneByOne {
  private readonly last = new Map<string, Promise<unknown>>();

  /** @returns What the work returns. It throws what the work throws; the next one begins all the same. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(key);
    const run = before === undefined ? work() : before.then(work, work);
    this.last.set(key, run);
    try {
      return await run;
    } finally {
      if (this.last.get(key) === run) {
        this.last.delete(key);
      }
    }
  }
}

/** A query as the queue knows it. */
export interface QueuedQuery {
  readonly id: string;
  /** The quota that it counts against. */
  readonly kind: "DML" | "DDL";
  /** Runs it to its end, whatever that is; ends it early when the signal says so. Never rejects. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

interface Running {
  readonly kind: QueuedQuery["kind"];
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Athena's default quotas of active queries of an account: so many DML queries, so many DDL queries. */
const maxRunning = 20;

/** Queries that run, and those that wait for a place, in the order in which they came. */
export class QueryQueue {
  private readonly waiting: QueuedQuery[] = [];
  private readonly running = new Map<string, Running>();

  /** @returns Whether it runs at once. */
  add(query: QueuedQuery): boolean {
    this.waiting.push(query);
    this.startNext();
    return this.running.has(query.id);
  }

  /** Takes a query out that has not begun. @returns Whether there was one. */
  withdraw(id: string): boolean {
    const place = this.waiting.findIndex((query) => query.id === id);
    return place >= 0 && this.waiting.splice(place, 1).length > 0;
  }

  /** Breaks off a query that runs. */
  async abort(id: string): Promise<void> {
    this.running.get(id)?.abort.abort();
    await this.done(id);
  }

  /** Waits for the end of a query that runs. */
  async done(id: string): Promise<void> {
    await this.running.get(id)?.done;
  }

  /** Those that wait, then those that run. */
  ids(): string[] {
    return [...this.waiting.map(({ id }) => id), ...this.running.keys()];
  }

  private startNext(): void {
    for (;;) {
      const place = this.waiting.findIndex(({ kind }) => this.hasRoom(kind));
      const [next] = place < 0 ? [] : this.waiting.splice(place, 1);
      if (next === undefined) {
        return;
      }
      const abort = new AbortController();
      const done = next.run(abort.signal).finally(() => {
        this.running.delete(next.id);
        this.startNext();
      });
      this.running.set(next.id, { kind: next.kind, abort, done });
    }
  }

  private hasRoom(kind: QueuedQuery["kind"]): boolean {
    return [...this.running.values()].filter((run) => run.kind === kind).length < maxRunning;
  }
}

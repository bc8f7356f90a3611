import type { Received, Receiving } from "./receiving";

interface Waiter {
  readonly receiving: Receiving;
  readonly done: (received: Received[]) => void;
  readonly failed: (error: Error) => void;
}

/** Those who wait for messages of a queue, the first before the others. */
export class Waiters {
  private readonly waiters = new Set<Waiter>();
  private alarm: NodeJS.Timeout | undefined;

  /**
   * @param receive Receives what is there now.
   * @param untilNext How long it is until the next message becomes visible, in milliseconds; infinite where none does.
   */
  constructor(
    private readonly receive: (receiving: Receiving) => Received[],
    private readonly untilNext: () => number,
  ) {}

  /**
   * @param most How long to wait, in milliseconds.
   * @returns No messages where the time is over.
   */
  wait(receiving: Receiving, most: number): Promise<Received[]> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(over);
        this.waiters.delete(waiter);
        this.setAlarm();
      };
      const waiter: Waiter = {
        receiving,
        done: (received) => {
          end();
          resolve(received);
        },
        failed: (error) => {
          end();
          reject(error);
        },
      };
      const over = setTimeout(() => waiter.done([]), most);
      this.waiters.add(waiter);
      receiving.onGone?.(() => waiter.done([]));
      this.setAlarm();
    });
  }

  /** Gives them what has become visible. */
  serve(): void {
    for (const waiter of this.waiters) {
      const received = this.receive(waiter.receiving);
      if (received.length === 0) {
        break;
      }
      waiter.done(received);
    }
    this.setAlarm();
  }

  /** Lets nobody wait any longer. @param error Why; they get no messages where it is not given. */
  end(error?: Error): void {
    for (const waiter of [...this.waiters]) {
      if (error === undefined) {
        waiter.done([]);
      } else {
        waiter.failed(error);
      }
    }
  }

  /** Wakes up when the next message becomes visible, where somebody waits for it. */
  private setAlarm(): void {
    clearTimeout(this.alarm);
    this.alarm = undefined;
    const next = this.waiters.size > 0 ? this.untilNext() : Number.POSITIVE_INFINITY;
    if (Number.isFinite(next)) {
      this.alarm = setTimeout(() => this.serve(), Math.max(1, next));
    }
  }
}

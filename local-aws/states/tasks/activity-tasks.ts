/** A task that a worker of an activity may take. */
interface Offered {
  readonly token: string;
  /** JSON. */
  readonly input: string;
  readonly take: (workerName: string | undefined) => void;
}

/** How long GetActivityTask waits, in milliseconds. */
const longestPoll = 60_000;

/** The tasks of activities that no worker has taken, and the workers that wait for one. */
export class ActivityTasks {
  private readonly offered = new Map<string, Offered[]>();
  private readonly pollers = new Map<string, (() => void)[]>();

  offer(activityArn: string, task: Offered): void {
    this.offered.set(activityArn, [...(this.offered.get(activityArn) ?? []), task]);
    this.pollers.get(activityArn)?.shift()?.();
  }

  withdraw(activityArn: string, token: string): void {
    const left = (this.offered.get(activityArn) ?? []).filter((each) => each.token !== token);
    this.offered.set(activityArn, left);
  }

  /** Takes the oldest task, or waits for one. @returns Undefined where none came. */
  async poll(
    activityArn: string,
    workerName: string | undefined,
    isGone: () => boolean,
  ): Promise<Pick<Offered, "token" | "input"> | undefined> {
    const deadline = Date.now() + longestPoll;
    for (;;) {
      const task = isGone() ? undefined : this.offered.get(activityArn)?.shift();
      if (task !== undefined) {
        task.take(workerName);
        return task;
      }
      const left = deadline - Date.now();
      if (left <= 0 || isGone()) {
        return undefined;
      }
      await this.wait(activityArn, left);
    }
  }

  /** Sends all workers home. */
  clear(): void {
    this.offered.clear();
    for (const wake of [...this.pollers.values()].flat()) {
      wake();
    }
    this.pollers.clear();
  }

  private wait(activityArn: string, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.pollers.set(
          activityArn,
          (this.pollers.get(activityArn) ?? []).filter((each) => each !== wake),
        );
        resolve();
      };
      const timer = setTimeout(wake, ms).unref();
      this.pollers.set(activityArn, [...(this.pollers.get(activityArn) ?? []), wake]);
    });
  }
}

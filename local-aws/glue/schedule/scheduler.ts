import { AwsError } from "../../protocol/aws-error";
import { parseCron } from "./cron-expression";

/** What starts by a schedule that is on. */
export interface Scheduled {
  /** For the log, such as `trigger nightly`. */
  readonly title: string;
  /** Such as `cron(15 12 * * ? *)`, in UTC. */
  readonly expression: string;
  start(): void;
}

/** How often it looks at the time, in milliseconds. A laptop that slept for hours must not wait for the rest of them. */
const interval = 1000;

/**
 * Starts crawlers and fires triggers when they are due. It asks anew each minute what is scheduled: a schedule that is
 * changed, turned off or deleted is so at once, and one that lies on disk goes on after a restart. Minutes that passed
 * while nothing ran are not made up for.
 */
export class Scheduler {
  private readonly timer: NodeJS.Timeout;
  private minute = Math.floor(Date.now() / 60_000);

  /** @param scheduled All schedules that are on. */
  constructor(private readonly scheduled: () => Iterable<Scheduled>) {
    this.timer = setInterval(() => this.look(), interval);
    this.timer.unref();
  }

  /** Starts nothing any more. */
  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.startDue(new Date(minute * 60_000));
    }
  }

  /** Nobody waits for an answer: what goes wrong with one is for the log, and the others start all the same. */
  private startDue(time: Date): void {
    for (const { title, expression, start } of this.scheduled()) {
      try {
        if (parseCron(expression).matches(time)) {
          start();
        }
      } catch (error) {
        console.error(`The schedule of ${title} cannot start it:`, error instanceof AwsError ? error.message : error);
      }
    }
  }
}

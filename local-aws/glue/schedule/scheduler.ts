import { AwsError } from "../../protocol/aws-error";
import { Minutes } from "../../schedule/minutes";
import { parseGlueCron } from "./glue-cron";

/** What starts by a schedule that is on. */
export interface Scheduled {
  /** For the log, such as `trigger nightly`. */
  readonly title: string;
  /** Such as `cron(15 12 * * ? *)`, in UTC. */
  readonly expression: string;
  start(): void;
}

/**
 * Starts crawlers and fires triggers when they are due. It asks anew each minute what is scheduled: a schedule that is
 * changed, turned off or deleted is so at once, and one that lies on disk goes on after a restart. Minutes that passed
 * while nothing ran are not made up for.
 */
export class Scheduler {
  private readonly minutes = new Minutes((minute) => this.startDue(minute));

  /** @param scheduled All schedules that are on. */
  constructor(private readonly scheduled: () => Iterable<Scheduled>) {}

  /** Starts nothing any more. */
  stop(): void {
    this.minutes.stop();
  }

  /** Nobody waits for an answer: what goes wrong with one is for the log, and the others start all the same. */
  private startDue(time: Date): void {
    for (const { title, expression, start } of this.scheduled()) {
      try {
        if (parseGlueCron(expression).matches(time)) {
          start();
        }
      } catch (error) {
        console.error(`The schedule of ${title} cannot start it:`, error instanceof AwsError ? error.message : error);
      }
    }
  }
}

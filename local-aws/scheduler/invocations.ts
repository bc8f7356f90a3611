import type { Integration } from "../integration/integration";
import { isOneTime, timetableOf } from "./due";
import type { Schedules, StoredSchedule } from "./schedules";
import { messageOf } from "./targets";

/** Invokes what is due. */
export class Invocations {
  constructor(
    private readonly schedules: Schedules,
    private readonly integration: Integration,
    private readonly accountId: string,
  ) {}

  /** What goes wrong with one schedule is for the log, and the others are invoked all the same. */
  minute(minute: Date): void {
    for (const schedule of this.schedules.all()) {
      try {
        if (schedule.state === "ENABLED") {
          this.look(schedule, minute);
        }
      } catch (error) {
        console.error(`The schedule ${schedule.arn} could not be invoked:`, error);
      }
    }
  }

  /** What is sent is on disk before the schedule is done: at worst it is sent twice. */
  private look(schedule: StoredSchedule, minute: Date): void {
    const timetable = timetableOf(schedule);
    const due = timetable.dueIn(minute);
    if (due !== undefined) {
      this.integration.outbox.sendAll([messageOf(schedule, due, this.accountId)]);
    }
    const isDone = due !== undefined && isOneTime(schedule.expression);
    if ((isDone || timetable.isOver(minute)) && schedule.afterCompletion === "DELETE") {
      this.schedules.delete(schedule);
    } else if (isDone) {
      this.schedules.write({ ...schedule, isDone: true });
    }
  }
}

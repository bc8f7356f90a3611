import { createHash } from "node:crypto";
import { parseRate } from "../schedule/rate-expression";
import { minuteMs, minuteOf, parseSchedule, type Schedule } from "../schedule/schedule";
import { ScheduleProblem } from "../schedule/schedule-problem";
import type { StoredSchedule } from "./schedules";
import { clockOf } from "./time-zone";

/** What of a schedule says when it is due. */
export type Timing = Pick<
  StoredSchedule,
  "arn" | "expression" | "timezone" | "start" | "end" | "window" | "created" | "modified" | "isDone"
>;

/** When a schedule is due, and when its target is invoked. */
export interface Timetable {
  /** The time for which it is invoked in a minute; undefined where it is not. */
  dueIn(minute: Date): Date | undefined;
  /** Whether nothing more comes after a minute. */
  isOver(minute: Date): boolean;
}

/**
 * @throws ScheduleProblem, RangeError where there is no such time zone
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function timetableOf(timing: Timing): Timetable {
  const clock = clockOf(timing.timezone);
  const once = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(timing.expression)?.[1];
  return once === undefined ? recurring(timing, clock) : oneTime(timing, clock, once);
}

export const isOneTime = (expression: string): boolean => expression.startsWith("at(");

/** One that was due while nothing ran is invoked late; one that had passed when it was made is not. */
function oneTime(timing: Timing, clock: (time: Date) => Date, text: string): Timetable {
  const wanted = new Date(`${text}Z`);
  if (Number.isNaN(wanted.getTime())) {
    throw new ScheduleProblem(`${timing.expression} names no time.`);
  }
  const from = minuteOf(wanted).getTime() + offset(timing, wanted) * minuteMs;
  const hadPassed = clock(minuteOf(new Date(timing.modified))).getTime() > from;
  const isOpen = !timing.isDone && !hadPassed;
  return {
    dueIn: (minute) => (isOpen && clock(minute).getTime() >= from ? wanted : undefined),
    isOver: () => !isOpen,
  };
}

function recurring(timing: Timing, clock: (time: Date) => Date): Timetable {
  const { start, end = Number.POSITIVE_INFINITY } = timing;
  const schedule = readRecurring(timing, clock);
  const longest = widest(timing);
  const isWithin = (time: number): boolean => time >= minuteOf(new Date(start ?? 0)).getTime() && time <= end;
  return {
    dueIn(minute) {
      for (let late = 0; late <= longest; late++) {
        const due = new Date(minute.getTime() - late * minuteMs);
        if (isWithin(due.getTime()) && schedule.isDue(due) && offset(timing, due) === late) {
          return due;
        }
      }
      return undefined;
    },
    isOver: (minute) => minute.getTime() > end + longest * minuteMs,
  };
}

/** A rate counts from the start date, at which it is due for the first time, or from when it was made. */
function readRecurring({ expression, start, created }: Timing, clock: (time: Date) => Date): Schedule {
  const period = expression.startsWith("rate(") ? parseRate(expression) * minuteMs : 0;
  return parseSchedule(expression, new Date(start === undefined ? created : start - period), clock);
}

/** Minutes of a flexible window, the last one aside. */
function widest({ window: { Mode, MaximumWindowInMinutes = 1 } }: Timing): number {
  return Mode === "FLEXIBLE" ? MaximumWindowInMinutes - 1 : 0;
}

/** Where in its window a time falls, in minutes: by chance, and always the same. */
function offset(timing: Timing, due: Date): number {
  const digest = createHash("sha256").update(`${timing.arn} ${due.getTime()}`).digest();
  return digest.readUInt32BE(0) % (widest(timing) + 1);
}

import { parseCron } from "./cron-expression";
import { parseRate } from "./rate-expression";

/** When something is due, to the minute. */
export interface Schedule {
  /** @param minute The beginning of a minute. */
  isDue(minute: Date): boolean;
}

export const minuteMs = 60_000;

/** The beginning of a time's minute. */
export const minuteOf = (time: Date): Date => new Date(Math.floor(time.getTime() / minuteMs) * minuteMs);

/**
 * Reads `cron(…)` or `rate(…)`.
 *
 * @param since When the schedule was made: a rate counts from there.
 * @param inZone The date whose UTC reads as the time in a cron expression's time zone; UTC where it is not given.
 * @throws ScheduleProblem where it is neither.
 */
export function parseSchedule(text: string, since: Date, inZone: (time: Date) => Date = (time) => time): Schedule {
  if (text.startsWith("cron(")) {
    const cron = parseCron(text);
    return { isDue: (minute) => cron.matches(inZone(minute)) && !isRepeated(minute, inZone) };
  }
  const period = parseRate(text) * minuteMs;
  const first = minuteOf(since).getTime();
  return { isDue: (minute) => minute.getTime() > first && (minute.getTime() - first) % period === 0 };
}

/** Whether the clocks show a time for the second time, as they were put back: then it is not due again. */
function isRepeated(minute: Date, inZone: (time: Date) => Date): boolean {
  const hourBefore = new Date(minute.getTime() - 60 * minuteMs);
  return inZone(hourBefore).getTime() === inZone(minute).getTime();
}

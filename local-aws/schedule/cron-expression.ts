import { ScheduleProblem } from "./schedule-problem";

/** When something is due. */
export interface CronExpression {
  /** @param time Read as UTC: for another time zone, the date whose UTC reads as the time there. */
  matches(time: Date): boolean;
  /** The fewest minutes between two times at which it is due on one day, or over midnight. */
  readonly smallestGap: number;
}

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const minutes: Field = { name: "Minutes", from: 0, to: 59, words: [] };
const hours: Field = { name: "Hours", from: 0, to: 23, words: [] };
const days: Field = { name: "Day-of-month", from: 1, to: 31, words: [] };
const monthNames: Field = { name: "Month", from: 1, to: 12, words: months };
const dayNames: Field = { name: "Day-of-week", from: 1, to: 7, words: weekdays };
const years: Field = { name: "Year", from: 1970, to: 2199, words: [] };
/**
 * Reads a cron expression as Glue and EventBridge have it, such as `cron(15 12 * * ? *)`.
 *
 * @throws ScheduleProblem where it is none.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseCron(text: string): CronExpression {
  const parts = /^cron\((.*)\)$/.exec(text.trim())?.[1]?.trim().split(/\s+/) ?? [];
  if (parts.length !== 6) {
    throw invalid(text, "it must be cron(Minutes Hours Day-of-month Month Day-of-week Year)");
  }
  const [minute = "", hour = "", day = "", month = "", weekday = "", year = ""] = parts;
  if ((day === "?") === (weekday === "?")) {
    throw invalid(text, "one of Day-of-month and Day-of-week must be ?, the other one not");
  }
  const values = {
    minute: readField(text, minutes, minute),
    hour: readField(text, hours, hour),
    month: readField(text, monthNames, month),
    year: readField(text, years, year),
  };
  const isDay = day === "?" ? weekdayTest(text, weekday) : dayTest(text, day);
  return {
    matches: (time) =>
      values.minute.has(time.getUTCMinutes()) &&
      values.hour.has(time.getUTCHours()) &&
      values.month.has(time.getUTCMonth() + 1) &&
      values.year.has(time.getUTCFullYear()) &&
      isDay(time),
    smallestGap: smallestGap(values.minute, values.hour),
  };
}

const invalid = (text: string, why: string): ScheduleProblem =>
  new ScheduleProblem(`The cron expression ${text} is not valid: ${why}.`);

/** A list of values, ranges and steps. */
function readField(text: string, field: Field, source: string): ReadonlySet<number> {
  const values = new Set<number>();
  for (const item of source.split(",")) {
    const [, start = "", end, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
    const from = start === "*" ? field.from : readValue(field, start);
    const isOpen = start === "*" || (step !== undefined && end === undefined);
    const to = end === undefined ? (isOpen ? field.to : from) : readValue(field, end);
    const by = step === undefined ? 1 : Number(step);
    if (from === undefined || to === undefined || by < 1 || from > to || (start === "*" && end !== undefined)) {
      throw invalid(text, `${field.name} cannot be ${source}`);
    }
    for (let value = from; value <= to; value += by) {
      values.add(value);
    }
  }
  return values;
}

function readValue({ from, to, words }: Field, source: string): number | undefined {
  const word = words.indexOf(source.toUpperCase());
  const value = word >= 0 ? word + 1 : /^\d+$/.test(source) ? Number(source) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
}

function dayTest(text: string, source: string): (time: Date) => boolean {
  if (source === "L") {
    return (time) => time.getUTCDate() === lastDay(time);
  }
  if (source === "LW") {
    return (time) => time.getUTCDate() === nearestWeekday(time, lastDay(time));
  }
  const near = /^(\d+)W$/.exec(source)?.[1];
  if (near !== undefined) {
    const [day = 1] = readField(text, days, near);
    return (time) => day <= lastDay(time) && time.getUTCDate() === nearestWeekday(time, day);
  }
  const values = readField(text, days, source);
  return (time) => values.has(time.getUTCDate());
}

function weekdayTest(text: string, source: string): (time: Date) => boolean {
  if (source === "L") {
    return (time) => time.getUTCDay() === 6;
  }
  const [, name, kind, count] = /^(\w+?)(L|#)(\d?)$/.exec(source) ?? [];
  if (name !== undefined) {
    const [weekday] = readField(text, dayNames, name);
    const nth = Number(count);
    if (kind === "#" ? nth < 1 || nth > 5 : count !== "") {
      throw invalid(text, `${dayNames.name} cannot be ${source}`);
    }
    return (time) =>
      time.getUTCDay() + 1 === weekday &&
      (kind === "#" ? Math.ceil(time.getUTCDate() / 7) === nth : time.getUTCDate() + 7 > lastDay(time));
  }
  const values = readField(text, dayNames, source);
  return (time) => values.has(time.getUTCDay() + 1);
}

const lastDay = (time: Date): number =>
  new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 0)).getUTCDate();

/** The day from Monday to Friday that is nearest to a day, in the same month. */
function nearestWeekday(time: Date, day: number): number {
  const weekday = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) {
    return day === 1 ? 3 : day - 1;
  }
  return weekday === 0 ? (day === lastDay(time) ? day - 2 : day + 1) : day;
}

/** The fewest minutes between two times at which it is due on one day, or over midnight. */
function smallestGap(minute: ReadonlySet<number>, hour: ReadonlySet<number>): number {
  const due = [...hour].sort((a, b) => a - b).flatMap((h) => [...minute].sort((a, b) => a - b).map((m) => h * 60 + m));
  const gaps = due.map((time, index) => (due[index + 1] ?? (due[0] ?? 0) + 24 * 60) - time);
  return Math.min(...gaps);
}

import { ScheduleProblem } from "./schedule-problem";

const minutesOf: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };

/**
 * Reads a rate such as `rate(5 minutes)`: the unit is in the singular after 1, and in the plural after more.
 *
 * @returns How many minutes lie between two times.
 * @throws ScheduleProblem where it is none.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseRate(text: string): number {
  const [, count = "", unit = "", plural] = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text) ?? [];
  const value = Number(count);
  if (count === "" || value < 1 || (value === 1) !== (plural === "")) {
    throw new ScheduleProblem(`The rate expression ${text} is not valid: it must be rate(Value Unit).`);
  }
  return value * (minutesOf[unit] ?? 0);
}

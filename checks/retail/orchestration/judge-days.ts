import { type Finding, right, wrong } from "../../engine/verdict";
import type { ExecutionEnd } from "./run-machine";

/** What was seen where many days were asked for at once, one of which fails. */
export interface ManyDays {
  /** In the order in which they were asked for. */
  readonly days: readonly string[];
  readonly failing: string;
  /** The days of which there is gold, when the execution has ended. */
  readonly withGold: readonly string[];
  readonly end: ExecutionEnd;
  /** The same without the day that fails. */
  readonly endOfGood: ExecutionEnd;
}

/** Many days: the others go on after one that fails, and the end says which. */
export function judgeManyDays({ days, failing, withGold, end, endOfGood }: ManyDays): Finding {
  const good = days.filter((day) => day !== failing);
  const lost = good.filter((day) => !withGold.includes(day));
  if (end.isGreen === undefined) {
    return wrong(`Many days do not come to an end. ${end.reason}`, { expected: "FAILED", seen: "still going on" });
  }
  if (end.isGreen && lost.length > 0) {
    return wrong("The execution ended before its days had: it begins them and does not wait.", {
      expected: `gold of ${good.join(", ")}`,
      seen: withGold.length === 0 ? "none" : withGold.join(", "),
    });
  }
  if (lost.length > 0) {
    return wrong(`${failing} failed, and took other days with it.`, {
      expected: `gold of ${good.join(", ")}`,
      seen: withGold.length === 0 ? "none" : `${withGold.join(", ")} (${end.reason})`,
    });
  }
  if (end.isGreen) {
    return wrong(`${failing} failed, and the execution is green all the same.`, {
      praise: "The other days went on.",
      expected: `FAILED, with ${failing} in its cause`,
      seen: `SUCCEEDED: ${end.output ?? ""}`,
    });
  }
  const named = days.filter((day) => end.reason.includes(day));
  if (named.join() !== failing) {
    return wrong("The execution is red, and its cause does not say which day failed.", {
      praise: "The other days went on.",
      expected: `${failing} alone`,
      seen: end.reason,
    });
  }
  return endOfGood.isGreen === true
    ? right(`Of ${days.length} days ${failing} failed: the others went on, and the cause names it.`)
    : wrong(`Where every day is good, the execution does not end well: ${endOfGood.reason}`, {
        praise: "A day that fails is named.",
        expected: "SUCCEEDED",
        seen: "FAILED",
      });
}

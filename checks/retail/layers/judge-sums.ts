import type { ReceiptLine } from "../../../datasets/retail/simulate";
import { compareKeys, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import { type Finding, open, right, wrong } from "../../engine/verdict";

const head = "receipts,units,sales";

/** The business day of a line. */
export const dayOf = ({ sold_at: at }: Pick<ReceiptLine, "sold_at">): string => at.slice(0, 10);

/** The key of a day's sums. */
export const sumsKey = (prefix: string, day: string): string => `${prefix}dt=${day}/part-0.csv`;

interface Sums {
  readonly receipts: number;
  readonly units: number;
  readonly sales: number;
}

function sumsOf(lines: readonly ReceiptLine[]): Sums {
  const sum = (value: (line: ReceiptLine) => number): number => lines.reduce((all, line) => all + value(line), 0);
  return {
    receipts: new Set(lines.map(({ receipt_id: id }) => id)).size,
    units: sum(({ quantity }) => quantity),
    sales: sum(({ amount }) => amount),
  };
}

/**
 * Judges the sums of days: an object for each day, with a head and one line.
 *
 * @param lines The lines of the wanted days.
 * @param before The same days without what came later; for a message.
 * @param prefix Below which the days lie.
 * @param seen The text of every object there, by its key.
 */
export function judgeSums(
  lines: readonly ReceiptLine[],
  prefix: string,
  seen: ReadonlyMap<string, string>,
  before: readonly ReceiptLine[] = [],
): Finding {
  if (seen.size === 0) {
    return open(`Nothing lies below ${prefix} yet.`);
  }
  const days = groups(lines, dayOf);
  const wanted = days.map(([day]) => sumsKey(prefix, day));
  const differing = wrongKeys("days' objects", compareKeys(wanted, [...seen.keys()]), wanted.length, seen.size);
  if (differing !== undefined) {
    return differing;
  }
  for (const [day, own] of days) {
    const finding = judgeDay(day, own, seen.get(sumsKey(prefix, day)) ?? "", {
      before: before.filter((line) => dayOf(line) === day),
    });
    if (finding !== undefined) {
      return finding;
    }
  }
  return right(`${days.length} days, each with its sums.`);
}

function judgeDay(
  day: string,
  lines: readonly ReceiptLine[],
  text: string,
  { before }: { readonly before: readonly ReceiptLine[] },
): Finding | undefined {
  const [first = "", second, ...more] = text.trim().split(/\r?\n/);
  if (first !== head || second === undefined || more.length > 0) {
    return wrong(`The object of ${day} has another form: a head and one line are asked for.`, {
      expected: `${head}, then three numbers`,
      seen: text.slice(0, 60),
    });
  }
  const cells = second.split(",").map(Number);
  const sums = sumsOf(lines);
  const wanted = [sums.receipts, sums.units, sums.sales];
  const at = wanted.findIndex((number, index) => cells[index] !== number);
  if (at < 0) {
    return undefined;
  }
  const name = head.split(",")[at] ?? "";
  return wrong(`${name} of ${day} is another number${whySums(name, cells[at] ?? Number.NaN, lines, before)}`, {
    expected: String(wanted[at]),
    seen: String(cells[at]),
  });
}

function whySums(name: string, seen: number, lines: readonly ReceiptLine[], before: readonly ReceiptLine[]): string {
  if (name === "receipts" && seen === lines.length) {
    return ": it is that of the lines. A receipt may have several.";
  }
  if (name === "sales" && seen === lines.reduce((sum, line) => sum + line.quantity * line.unit_price, 0)) {
    return ": it is that before the promotions.";
  }
  if (name === "units" && seen === lines.length) {
    return ": a line may be of several pieces.";
  }
  const old = sumsOf(before)[name as keyof Sums];
  if (before.length > 0 && seen === old) {
    return ": it is that before the late lines came.";
  }
  if (before.length > 0 && seen < old / 2) {
    return ": the lines that were there before count as well.";
  }
  return before.length > 0 && seen > old
    ? ": a corrected line takes the place of the first one, and is not there beside it."
    : ".";
}

/** The lines of a shop after late ones came: of one key, the one that was updated last. */
export function corrected(lines: readonly ReceiptLine[], late: readonly ReceiptLine[]): ReceiptLine[] {
  const byKey = new Map(lines.map((line) => [`${line.receipt_id}-${line.line_no}`, line]));
  for (const line of late) {
    byKey.set(`${line.receipt_id}-${line.line_no}`, line);
  }
  return [...byKey.values()];
}

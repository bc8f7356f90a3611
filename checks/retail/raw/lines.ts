import { dayText } from "../../../datasets/retail/calendar";
import type { ShopData } from "../../../datasets/retail/shop-data";
import type { ReceiptLine } from "../../../datasets/retail/simulate";
import type { World } from "../../../datasets/retail/world";

/** The business days of two runs: what came late is there in the second one alone. */
export interface TwoRuns {
  readonly data: ShopData;
  /** The first and the last day of each run. */
  readonly first: readonly [string, string];
  readonly second: readonly [string, string];
}

/** The date on which a line was sold. */
export const dayOf = ({ sold_at: at }: Pick<ReceiptLine, "sold_at">): string => at.slice(0, 10);
/** What makes a line of a receipt. */
export const keyOf = (line: Pick<ReceiptLine, "receipt_id" | "line_no">): string =>
  `${line.receipt_id}/${line.line_no}`;

const within =
  ([first, last]: readonly [string, string]) =>
  (line: ReceiptLine): boolean =>
    dayOf(line) >= first && dayOf(line) <= last;

/** The days that two runs of a kiosk do: one before what comes late, then the late ones. */
export function runsOf(data: ShopData, { late }: Pick<World, "late">): TwoRuns {
  const [first = "", last = ""] = [late.days[0], late.days.at(-1)];
  const before = dayText(Date.parse(first) - 86_400_000);
  return { data, first: [before, last], second: [first, last] };
}

/** Everything that was delivered of the second run's days: of a corrected line both states. */
export function delivered({ data, second }: TwoRuns): ReceiptLine[] {
  return [...data.lines, ...data.late].filter(within(second));
}

/** What lies there after both runs. */
export function kept(runs: TwoRuns): ReceiptLine[] {
  const others = runs.data.lines.filter((line) => within(runs.first)(line) && !within(runs.second)(line));
  return [...others, ...delivered(runs)];
}

/** The same, of each line its newest state. */
export function newest(runs: TwoRuns): ReceiptLine[] {
  const lines = new Map<string, ReceiptLine>();
  for (const line of kept(runs)) {
    const other = lines.get(keyOf(line));
    if (other === undefined || other.updated_at < line.updated_at) {
      lines.set(keyOf(line), line);
    }
  }
  return [...lines.values()];
}

import { dayText } from "../../../datasets/retail/calendar";
import type { ShopData } from "../../../datasets/retail/shop-data";
import type { World } from "../../../datasets/retail/world";
import { groups } from "../../engine/groups";
import { dayOf } from "../raw/lines";

/** A small category on a day. */
export interface CategoryDay {
  readonly dt: string;
  readonly small_category: string;
  readonly units: number;
  readonly sales: number;
}

/** What silver has of a kiosk's days, and what it has of one of them later. */
export interface GoldDays {
  /** Three days that follow each other. */
  readonly days: readonly [string, string, string];
  /** The day after them, of which silver has nothing. */
  readonly without: string;
  readonly before: readonly CategoryDay[];
  /** The second day as it is later: some numbers are other ones, a category is new, one is gone. */
  readonly corrected: readonly CategoryDay[];
  readonly added: string;
  readonly gone: string;
}

const after = (day: string, days: number): string => dayText(Date.parse(day) + days * 86_400_000);

/** The days around those of which something came late. */
export function goldDays({ lines, products }: ShopData, { late }: Pick<World, "late">): GoldDays {
  const second = late.days[0] ?? "";
  const days = [after(second, -1), second, after(second, 1)] as const;
  const categories = new Map(products.map((product) => [product.product_id, product.small_category]));
  const before = days.flatMap((dt) =>
    groups(
      lines.filter((line) => dayOf(line) === dt),
      ({ product_id: id }) => categories.get(id) ?? "",
    ).map(([category, ofCategory]) => ({
      dt,
      small_category: category,
      units: ofCategory.reduce((sum, { quantity }) => sum + quantity, 0),
      sales: ofCategory.reduce((sum, { amount }) => sum + amount, 0),
    })),
  );
  const ofSecond = before.filter(({ dt }) => dt === second);
  const gone = ofSecond.at(-1)?.small_category ?? "";
  const added = "gift cards";
  const corrected = ofSecond
    .filter(({ small_category: category }) => category !== gone)
    .map((row, index) => (index % 2 === 0 ? { ...row, units: row.units + 1, sales: row.sales + 1_500 } : row));
  return {
    days,
    without: after(second, 2),
    before,
    corrected: [...corrected, { dt: second, small_category: added, units: 2, sales: 20_000 }],
    added,
    gone,
  };
}

/** The rows of gold when all is done. */
export function finalRows({ before, corrected, days }: GoldDays): CategoryDay[] {
  return [...before.filter(({ dt }) => dt !== days[1]), ...corrected];
}

/** The files of the exercise, by their path below `exercises/retail/`. */
export function goldFiles(data: ShopData, world: Pick<World, "late">): [string, string][] {
  const { days, before, corrected } = goldDays(data, world);
  const files = days.map((day): [string, string] => [
    `data/category-${day}.csv`,
    silverFile(before.filter(({ dt }) => dt === day)),
  ]);
  return [...files, [`data/category-${days[1]}-corrected.csv`, silverFile(corrected)]];
}

/** The file of a day of silver. */
export function silverFile(rows: readonly CategoryDay[]): string {
  const lines = rows.map(({ small_category: category, units, sales }) => `${category},${units},${sales}\n`);
  return `small_category,units,sales\n${lines.join("")}`;
}

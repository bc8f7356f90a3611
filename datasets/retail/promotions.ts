import type { Article } from "./assortment";
import { noodles } from "./customers";

export type Promotion = "" | "1+1" | "2+1" | "discount";

/** How much more often a promoted article is chosen. */
export const lift: Readonly<Record<Promotion, number>> = { "": 1, "1+1": 2.2, "2+1": 1.7, discount: 1.5 };

/** The promotions of a month, by product id: one in twelve of what keeps, but tobacco. */
export function promotionsOf(
  month: string,
  articles: readonly Article[],
  random: () => number,
): Map<number, Promotion> {
  const kinds: readonly Promotion[] = ["1+1", "2+1", "2+1", "discount"];
  const found = new Map<number, Promotion>();
  for (const { product_id: id, product_name: name, category, large_category: large } of articles) {
    const kind = kinds[Math.floor(random() * kinds.length)] ?? "2+1";
    const isIn = random() < 1 / 12;
    const isNoodles = category.small === "cup noodles";
    if (isIn && !isNoodles && large !== "tobacco" && category.keeps === undefined && category.medium !== "weather") {
      found.set(id, kind);
    }
    const { from, to } = noodles.promotion;
    if (name === noodles.product && month >= from.slice(0, 7) && month <= to.slice(0, 7)) {
      found.set(id, "1+1");
    }
  }
  return found;
}

/** How many pieces a customer takes. */
export function pieces({ category }: Article, promotion: Promotion, random: () => number): number {
  const draw = random();
  if (promotion === "1+1" && draw < 0.75) {
    return 2;
  }
  if (promotion === "2+1" && draw < 0.5) {
    return 3;
  }
  if (category.small === "beer") {
    return draw < 0.45 ? 1 : draw < 0.75 ? 2 : draw < 0.9 ? 4 : 3;
  }
  return draw < 0.89 ? 1 : draw < 0.98 ? 2 : 3;
}

/** What is paid for so many pieces, in whole won; the promotion that counted, if any. */
export function paid(quantity: number, price: number, promotion: Promotion): { amount: number; promotion: Promotion } {
  if (promotion === "discount") {
    return { amount: Math.round((quantity * price * 0.75) / 10) * 10, promotion };
  }
  const free = promotion === "1+1" ? Math.floor(quantity / 2) : promotion === "2+1" ? Math.floor(quantity / 3) : 0;
  return { amount: (quantity - free) * price, promotion: free > 0 ? promotion : "" };
}

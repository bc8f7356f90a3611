import type { ShopData } from "../../../datasets/retail/shop-data";

/** What is expected of a small category. */
export interface CategoryWaste {
  readonly ordered: number;
  readonly disposed: number;
  /** How many entries of orders there are, the one that is there twice counted twice. */
  readonly entries: number;
  /** The pieces of all entries of orders, the one that is there twice counted twice. */
  readonly withTwice: number;
}

/** Orders and disposals of each small category of the master, in pieces; a delivery that was entered twice counts once. */
export function wasteOf({ products, entries }: ShopData): Map<string, CategoryWaste> {
  const categories = new Map(products.map((product) => [product.product_id, product.small_category]));
  const found = new Map<string, { ordered: number; disposed: number; entries: number; withTwice: number }>(
    products.map(({ small_category }) => [small_category, { ordered: 0, disposed: 0, entries: 0, withTwice: 0 }]),
  );
  const seen = new Set<string>();
  for (const { entry_id: _, updated_at: __, ...entry } of entries) {
    const sums = found.get(categories.get(entry.product_id) ?? "");
    if (sums === undefined) {
      continue;
    }
    const key = JSON.stringify(entry);
    const isNew = !seen.has(key);
    seen.add(key);
    if (entry.kind === "order") {
      sums.entries += 1;
      sums.withTwice += entry.quantity;
      sums.ordered += isNew ? entry.quantity : 0;
    } else if (entry.kind === "disposal") {
      sums.disposed += isNew ? entry.quantity : 0;
    }
  }
  return found;
}

export const pageDimensions = ["dt", "hour", "category", "brand", "member"] as const;
export const pageNumbers = ["units", "sales", "own_sales"] as const;
type PageColumn = (typeof pageDimensions)[number];

/** A row of the page's table. */
export type PageCell = Readonly<Record<PageColumn, string> & Record<(typeof pageNumbers)[number] | "lines", number>>;

/** Pieces and sales by day, hour, category, brand and member. */
export function pageCells({ products, lines }: ShopData): PageCell[] {
  const master = new Map(products.map((product) => [product.product_id, product]));
  const cells = new Map<string, { -readonly [Name in keyof PageCell]: PageCell[Name] }>();
  for (const line of lines) {
    const { small_category: category = "", brand = "" } = master.get(line.product_id) ?? {};
    const member = { F: "women", M: "men", "": "no member" }[line.member_sex];
    const place = { dt: line.sold_at.slice(0, 10), hour: line.sold_at.slice(11, 13), category, brand, member };
    const key = keyOf(place);
    const cell = cells.get(key) ?? { ...place, units: 0, sales: 0, own_sales: 0, lines: 0 };
    cell.units += line.quantity;
    cell.sales += line.amount;
    cell.own_sales += brand === "PB" ? line.amount : 0;
    cell.lines += 1;
    cells.set(key, cell);
  }
  return [...cells.values()];
}

/** A row's place, for messages. */
export const keyOf = (row: Readonly<Record<PageColumn, string | undefined>>): string =>
  pageDimensions.map((name) => row[name] ?? "NULL").join(" · ");

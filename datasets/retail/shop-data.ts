import type { Product } from "./assortment";
import { csvLines, headOf } from "./csv";
import { type Entry, entriesOf, lateLines } from "./entries";
import { articlesOf, type EntryDraft, type ReceiptLine, simulate } from "./simulate";
import type { World } from "./world";

/** All data of a small shop. */
export interface ShopData {
  readonly products: readonly Product[];
  readonly lines: readonly ReceiptLine[];
  readonly entries: readonly Entry[];
  /** What comes later: new lines, and lines that are there with another quantity. */
  readonly late: readonly ReceiptLine[];
}

/** The data of a world that fits into memory. */
export function shopData(world: World): ShopData {
  const lines: ReceiptLine[] = [];
  const drafts: EntryDraft[] = [];
  for (const day of simulate(world)) {
    lines.push(...day.lines);
    drafts.push(...day.entries);
  }
  const products = articlesOf(world).map((article): Product => article);
  return { products, lines, entries: entriesOf(world, drafts), late: lateLines(world, lines) };
}

/** The names of a shop's files. */
export const fileNames = {
  product: "product_no_duplicate.csv",
  receipt: "receipt_all_final_no_duplicate.csv",
  balju_refund: "balju_refund_final.csv",
  late: "late_and_corrected.csv",
} as const;

/** The text of each file of a shop, by its name. */
export function shopFiles({ products, lines, entries, late }: ShopData): ReadonlyMap<string, string> {
  return new Map([
    [fileNames.product, headOf("product") + csvLines("product", products)],
    [fileNames.receipt, headOf("receipt") + csvLines("receipt", lines)],
    [fileNames.balju_refund, headOf("balju_refund") + csvLines("balju_refund", entries)],
    [fileNames.late, headOf("receipt") + csvLines("receipt", late)],
  ]);
}

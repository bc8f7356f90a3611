import type { Product } from "./assortment";
import type { Entry } from "./entries";
import type { ReceiptLine } from "./simulate";

/** The columns of the three tables in order, with their types in PostgreSQL. */
export const columns = {
  product: {
    product_id: "integer",
    product_name: "text",
    large_category: "text",
    medium_category: "text",
    small_category: "text",
    brand: "text",
    price: "integer",
    cost: "integer",
    launched_on: "date",
  },
  receipt: {
    receipt_id: "bigint",
    line_no: "integer",
    sold_at: "timestamp",
    product_id: "integer",
    product_name: "text",
    quantity: "integer",
    unit_price: "integer",
    amount: "integer",
    promotion: "text",
    member_sex: "text",
    member_age: "integer",
    updated_at: "timestamp",
  },
  balju_refund: {
    entry_id: "bigint",
    document_no: "text",
    kind: "text",
    entry_date: "date",
    product_id: "integer",
    quantity: "integer",
    updated_at: "timestamp",
  },
} as const;

export type TableName = keyof typeof columns;

/** The head of a table's CSV file, with its line's end. */
export const headOf = (table: TableName): string => `${Object.keys(columns[table]).join(",")}\n`;

/** Rows as lines of CSV; no value has a comma, a quote or a line's end. */
export function csvLines(table: TableName, rows: readonly (Product | ReceiptLine | Entry)[]): string {
  const names = Object.keys(columns[table]);
  return rows
    .map((row) => `${names.map((name) => (row as unknown as Record<string, unknown>)[name] ?? "").join(",")}\n`)
    .join("");
}

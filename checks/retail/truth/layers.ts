import type { DuckDBConnection } from "@duckdb/node-api";

/** A row of a table: each value as text, numbers with fractions to nine places. */
export type LayerRow = readonly (string | null)[];

const sums = `count(DISTINCT receipt_id) AS receipts, count(*) AS lines, sum(quantity) AS units, sum(amount) AS sales,
  sum(unit_price * quantity - amount) AS discount, sum(amount) FILTER (own) AS pb_sales,
  sum(amount) FILTER (member_sex IS NOT NULL) AS member_sales`;

/** The numbers of the layers silver and gold as SQL over a shop's tables: their columns in order, `dt` first. */
export const tables = {
  sales_daily: `SELECT dt, ${sums} FROM line GROUP BY dt`,
  sales_hourly: `SELECT dt, hour, ${sums} FROM line GROUP BY dt, hour`,
  sales_hourly_small_category: `SELECT dt, hour, small_category, sum(quantity) AS units, sum(amount) AS sales
    FROM line GROUP BY ALL`,
  sales_hourly_product: `SELECT dt, hour, product_id, master_name AS product_name, sum(quantity) AS units,
    sum(amount) AS sales FROM line GROUP BY ALL`,
  sales_daily_member: `SELECT dt, member_sex AS sex, member_age // 10 * 10 AS age_band,
    count(DISTINCT receipt_id) AS receipts, sum(quantity) AS units, sum(amount) AS sales
    FROM line WHERE member_sex IS NOT NULL GROUP BY ALL`,
  orders_daily_small_category: `SELECT dt, small_category,
    sum(quantity) FILTER (kind = 'order') AS ordered, sum(quantity) FILTER (kind = 'return') AS returned,
    sum(quantity) FILTER (kind = 'disposal') AS disposed, sum(quantity * cost) FILTER (kind = 'disposal') AS disposed_cost
    FROM entry GROUP BY ALL`,
  store_daily: `SELECT dt, receipts, units, sales, sales / receipts AS average_basket, coalesce(own, 0) / sales AS pb_share,
    coalesce(members, 0) / sales AS member_share, coalesce(wasted, 0) AS disposed_cost,
    coalesce(wasted, 0) / sales AS waste_share
    FROM (SELECT dt, count(DISTINCT receipt_id) AS receipts, sum(quantity) AS units, sum(amount) AS sales,
      sum(if(own, amount, 0)) AS own, sum(if(member_sex IS NULL, 0, amount)) AS members FROM line GROUP BY dt)
    LEFT JOIN (SELECT dt, sum(quantity * cost) AS wasted FROM entry WHERE kind = 'disposal' GROUP BY dt) USING (dt)`,
  category_daily: `SELECT dt, large_category, small_category, sum(sold) AS units, sum(money) AS sales,
    sum(if(own, money, 0)) AS pb_sales, sum(pieces) FILTER (kind = 'order') AS ordered,
    sum(pieces) FILTER (kind = 'return') AS returned, sum(pieces) FILTER (kind = 'disposal') AS disposed,
    sum(pieces * cost) FILTER (kind = 'disposal') AS disposed_cost
    FROM (SELECT dt, large_category, small_category, quantity AS sold, amount AS money, own, NULL AS kind, 0 AS pieces, 0 AS cost
      FROM line UNION ALL SELECT dt, large_category, small_category, 0, 0, false, kind, quantity, cost FROM entry)
    GROUP BY ALL`,
  hour_daily: `SELECT dt, hour, count(DISTINCT receipt_id) AS receipts, sum(quantity) AS units, sum(amount) AS sales
    FROM line GROUP BY dt, hour`,
  member_daily: `SELECT dt, member_sex AS sex, member_age // 10 * 10 AS age_band, count(DISTINCT receipt_id) AS receipts,
    sum(amount) AS sales FROM line WHERE member_sex IS NOT NULL GROUP BY ALL`,
} as const;

export type LayerTable = keyof typeof tables;

/**
 * Makes of a shop's tables what the layers are worked out from: no Spark, no PostgreSQL.
 *
 * @param shop As `openShop` of `shop-tables.ts` makes it.
 * @param withLate Whether what comes late has come.
 */
export async function prepareLayers(shop: DuckDBConnection, withLate: boolean): Promise<void> {
  const late = withLate ? "UNION ALL SELECT * FROM late" : "";
  await shop.run(`
    CREATE OR REPLACE TABLE line AS SELECT r.*, hour(sold_at) AS hour, p.product_name AS master_name, large_category,
      small_category, brand = 'PB' AS own
      FROM (SELECT * FROM (SELECT * FROM receipt ${late})
        QUALIFY row_number() OVER (PARTITION BY receipt_id, line_no ORDER BY updated_at DESC) = 1) r
      JOIN product p USING (product_id);
    CREATE OR REPLACE VIEW entry AS SELECT DISTINCT dt, document_no, kind, product_id, quantity, large_category,
      small_category, cost FROM balju_refund JOIN product USING (product_id);`);
}

/** The rows of a table's days, both ends included, in an order that the rows alone decide. */
export function layerRows(shop: DuckDBConnection, table: LayerTable, from: string, to: string): Promise<LayerRow[]> {
  return sortedRows(shop, `SELECT * FROM (${tables[table]}) WHERE dt BETWEEN '${from}' AND '${to}'`);
}

/** What a query of DuckDB finds, as {@link layerRows} writes it: NULL of a sum over nothing is 0. */
export async function sortedRows(connection: DuckDBConnection, sql: string): Promise<LayerRow[]> {
  const found = await connection.runAndReadAll(sql);
  const types = found.columnTypes().map(String);
  const rows = found.getRowsJson().map((row) =>
    row.map((cell, at) => {
      const type = types[at] ?? "";
      if (type === "DOUBLE") {
        return Number(cell).toFixed(9);
      }
      return cell === null && /INT|DECIMAL/.test(type) ? "0" : cell === null ? null : String(cell);
    }),
  );
  return inOrder(rows);
}

/** Rows in an order that they alone decide. */
export function inOrder(rows: readonly LayerRow[]): LayerRow[] {
  return [...rows].sort((one, other) => (one.join("|") < other.join("|") ? -1 : 1));
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { columns, type TableName } from "../../../datasets/retail/csv";
import { retailFiles } from "../../../datasets/retail/make";
import { fileNames, type ShopData, shopFiles } from "../../../datasets/retail/shop-data";

/**
 * The three tables of a shop in DuckDB, read from its CSV files: `receipt`, `balju_refund` and `product`, with a column
 * `dt`, the business day as text, in the first two; and `late`, with what comes to `receipt` later. Every expected number
 * of the workshop is worked out from them, and by no engine that the jobs run on.
 *
 * @param folder Where the shop's files are.
 */
export async function openShop(folder: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create()).connect();
  const tables: readonly (readonly [string, TableName, string])[] = [
    ["receipt", "receipt", "strftime(sold_at, '%Y-%m-%d') AS dt"],
    ["late", "receipt", "strftime(sold_at, '%Y-%m-%d') AS dt"],
    ["balju_refund", "balju_refund", "strftime(entry_date, '%Y-%m-%d') AS dt"],
    ["product", "product", ""],
  ];
  for (const [name, form, day] of tables) {
    const types = Object.entries(columns[form]).map(([column, type]) => `'${column}': '${type}'`);
    const file = join(folder, fileNames[name as keyof typeof fileNames]);
    const source = `read_csv('${file}', header = true, columns = {${types.join(", ")}}, nullstr = '')`;
    await connection.run(`CREATE TABLE ${name} AS SELECT *${day && `, ${day}`} FROM ${source}`);
  }
  return connection;
}

/** The lesson's shop; its files are made where they are missing. */
export async function openLesson(): Promise<DuckDBConnection> {
  return openShop(await retailFiles());
}

/** A small shop, such as a kiosk. */
export async function openShopData(data: ShopData): Promise<DuckDBConnection> {
  const folder = mkdtempSync(join(tmpdir(), "retail-shop-"));
  try {
    for (const [name, text] of shopFiles(data)) {
      writeFileSync(join(folder, name), text);
    }
    return await openShop(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a question says of a shop, row by row. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { groups } from "../groups";
import type { Lab } from "./lab";
import type { Cell } from "./parquet";

/** A column's type in DuckDB by the column's name. */
export type Types = Readonly<Record<string, string>>;

/** Writes rows as Parquet, a file for each value of the partition column. What lay below the prefix is deleted. */
export async function putParquet(
  lab: Lab,
  prefix: string,
  rows: readonly Readonly<Record<string, Cell>>[],
  types: Types,
  partition?: string,
): Promise<void> {
  await lab.deletePrefix(prefix);
  const folder = mkdtempSync(join(tmpdir(), "quality-exercises-"));
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const parts = partition ? groups(rows, (row) => String(row[partition])) : ([["", rows]] as const);
    const columns = Object.entries(types).map(([name, type]) => `'${name}': '${type}'`);
    for (const [value, part] of parts) {
      const [json, parquet] = [join(folder, "rows.json"), join(folder, "rows.parquet")];
      writeFileSync(json, part.map((row) => JSON.stringify(row)).join("\n"));
      const source = `read_json('${json}', format = 'newline_delimited', columns = {${columns.join(", ")}})`;
      await connection.run(`COPY (SELECT * FROM ${source}) TO '${parquet}' (FORMAT parquet)`);
      const place = partition ? `${partition}=${value}/` : "";
      await lab.put(`${prefix}${place}part-0.parquet`, readFileSync(parquet));
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

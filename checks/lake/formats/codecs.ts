import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** The compression of each column chunk of Parquet files, as their footers have it. */
export async function codecsOf(files: readonly Buffer[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "lake-exercises-"));
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const found: string[] = [];
    for (const bytes of files) {
      const file = join(folder, "file.parquet");
      writeFileSync(file, bytes);
      const answer = await connection.runAndReadAll(`SELECT compression FROM parquet_metadata('${file}')`);
      found.push(...answer.getRows().map(([codec]) => String(codec)));
    }
    return found;
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** DuckDB over the files of the corpus as they lie in the repository: a second opinion that no AWS has a part in. */
export class DuckDb {
  private constructor(private readonly connection: DuckDBConnection) {}

  /** @param folder The corpus'. @param steel The CSV file of the steel plates. */
  static async over(folder: string, steel: string): Promise<DuckDb> {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const views = readFileSync(join(folder, "duckdb.sql"), "utf8")
      .replace("s3://corpus/steel/steel.csv", steel)
      .replaceAll("s3://corpus/", `${join(folder, "data")}/`);
    await connection.run(`SET threads = 1; SET TimeZone = 'UTC'; ${views}`);
    return new DuckDb(connection);
  }

  /** Rows as text; times get the milliseconds that Athena shows. */
  async rows(sql: string): Promise<(string | undefined)[][]> {
    const query = `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql.replace(/;$/, "")})`;
    const result = await this.connection.runAndReadAll(query);
    return result.getRows().map((row) => row.map((value) => (value === null ? undefined : withMillis(String(value)))));
  }

  /** Writes the steel plates as a Parquet file. */
  async writeSteel(path: string): Promise<void> {
    await this.connection.run(`COPY (SELECT * FROM steel) TO '${path}' (FORMAT parquet)`);
  }

  close(): void {
    this.connection.closeSync();
  }
}

function withMillis(text: string): string {
  return text.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, "$&.000");
}

import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Answer } from "../lab/lab";
import { onceFor } from "./once-for";

/** DuckDB in the place of Athena: tables of made-up data, made once for each, that are asked again and again. */
export class AskedDuckDb<Data> {
  /** @returns Where the tables of some data are. */
  readonly connection: (data: Data) => Promise<DuckDBConnection>;

  /** @param make Makes the tables of some data. */
  constructor(make: (connection: DuckDBConnection, data: Data) => Promise<unknown>) {
    this.connection = onceFor(async (data) => {
      const connection = await (await DuckDBInstance.create()).connect();
      await make(connection, data);
      return connection;
    });
  }

  /** @returns What Athena would tell, the types aside. */
  async answer(data: Data, sql: string, values: readonly string[] = []): Promise<Omit<Answer, "bytesScanned">> {
    const found = await (await this.connection(data)).runAndReadAll(sql, [...values]);
    return {
      columns: found
        .columnNames()
        .map((name, index) => ({ name, type: String(found.columnType(index)).toLowerCase() })),
      rows: found.getRowsJson().map((row) => row.map((cell) => (cell === null ? undefined : String(cell)))),
    };
  }
}

/** Makes a table. @param rows Each as a row of VALUES. */
export async function makeTable(
  connection: DuckDBConnection,
  name: string,
  columns: string,
  rows: readonly string[],
): Promise<void> {
  await connection.run(`CREATE TABLE ${name} AS SELECT * FROM (VALUES ${rows.join(", ")}) AS rows (${columns})`);
}

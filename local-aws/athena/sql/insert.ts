import type { Catalog } from "../../glue/catalog/catalog";
import { SqlReader } from "./sql-reader";
import { oneWriter } from "./write-properties";

/** The table that `INSERT INTO`, `DELETE FROM`, … names. */
export function targetTable(sql: string, catalog: Catalog, database: string) {
  const reader = new SqlReader(sql);
  reader.next();
  if (!reader.accept("INTO")) {
    reader.accept("FROM");
  }
  const name = reader.qualifiedName(database);
  const known = catalog.getDatabases().some(({ Name }) => Name === name.database);
  return known ? catalog.getTables(name.database).find(({ Name }) => Name === name.table) : undefined;
}

/** Trino's session for an INSERT: the compression that the table asks for, and one writer for partitions. */
export function insertSession(sql: string, catalog: Catalog, database: string): Record<string, string> {
  const table = targetTable(sql, catalog, database);
  const { Parameters = {} } = table ?? {};
  const asked = Parameters["write.compression"] ?? Parameters["parquet.compression"] ?? Parameters["orc.compress"];
  const codec = asked?.toUpperCase().replace(/^(ZLIB|DEFLATE)$/, "GZIP") ?? "GZIP";
  const partitioned = (table?.PartitionKeys ?? []).length > 0;
  return { "awsdatacatalog.compression_codec": codec, ...(partitioned && oneWriter) };
}

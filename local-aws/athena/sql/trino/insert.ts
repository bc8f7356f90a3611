import { TrinoError } from "../../../engines/trino/trino-client";
import type { Catalog } from "../../../glue/catalog/catalog";
import { hasSparkBuckets } from "../../../glue/catalog/trino-view/bucketing";
import { knownTable } from "../../catalog/known-table";
import { SqlReader } from "../text/sql-reader";
import type { SqlText } from "../text/tokens";
import { checkProperties } from "./refused-properties";
import { oneWriter } from "./write-properties";

/** The table that `INSERT INTO`, `DELETE FROM`, … names. */
export function targetTable(query: SqlText, catalog: Catalog, database: string) {
  const reader = new SqlReader(query);
  reader.next();
  if (!reader.accept("INTO")) {
    reader.accept("FROM");
  }
  const name = reader.qualifiedName(database);
  return knownTable(catalog, name.database, name.table);
}

/**
 * Trino's session for an INSERT: the compression that the table asks for, and one writer for partitions.
 *
 * @throws TrinoError for a table whose buckets Trino would not write, or with a property that is not supported.
 */
export function insertSession(query: SqlText, catalog: Catalog, database: string): Record<string, string> {
  const table = targetTable(query, catalog, database);
  if (table !== undefined && hasSparkBuckets(table)) {
    const message = "Inserting into a table with Spark's buckets (bucketing_format = spark) is not supported";
    throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
  }
  checkProperties(table === undefined ? [] : [table]);
  const { Parameters = {} } = table ?? {};
  const asked = Parameters["write.compression"] ?? Parameters["parquet.compression"] ?? Parameters["orc.compress"];
  const codec =
    asked
      ?.toUpperCase()
      .replace(/^(ZLIB|DEFLATE)$/, "GZIP")
      .replace("UNCOMPRESSED", "NONE") ?? "GZIP";
  const partitioned = (table?.PartitionKeys ?? []).length > 0;
  return { "awsdatacatalog.compression_codec": codec, ...(partitioned && oneWriter) };
}

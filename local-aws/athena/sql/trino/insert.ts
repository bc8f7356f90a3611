import type { Table } from "@aws-sdk/client-glue";
import { hasIceberg } from "../../../engines/installation";
import { TrinoError } from "../../../engines/trino/trino-client";
import type { Catalog } from "../../../glue/catalog/catalog";
import type { IcebergTables } from "../../../glue/catalog/iceberg/iceberg-tables";
import { isIceberg } from "../../../glue/catalog/iceberg/metadata";
import { hasSparkBuckets } from "../../../glue/catalog/trino-view/bucketing";
import { knownTable } from "../../catalog/known-table";
import { type FileFormat, fileFormats } from "../../ddl/tables/formats";
import { noIceberg } from "../iceberg/iceberg-tables-named";
import { codecSession as icebergCodecSession } from "../iceberg/write-session";
import { SqlReader } from "../text/sql-reader";
import type { SqlText } from "../text/tokens";
import { codecProperty, codecSession, defaultCodec, writtenFormats } from "./codecs";
import { checkProperties } from "./refused-properties";
import { oneWriter } from "./write-properties";

/** Where a statement writes. */
export interface WriteTarget {
  readonly catalog: Catalog;
  /** Of names without one. */
  readonly database: string;
  readonly iceberg: IcebergTables;
}

/** The table that `INSERT INTO`, `DELETE FROM`, `UPDATE`, `MERGE INTO` names. */
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
export function insertSession(query: SqlText, { catalog, database, iceberg }: WriteTarget): Record<string, string> {
  const table = targetTable(query, catalog, database);
  if (table !== undefined && isIceberg(table)) {
    return icebergSession(table, iceberg);
  }
  if (table !== undefined && hasSparkBuckets(table)) {
    const message = "Inserting into a table with Spark's buckets (bucketing_format = spark) is not supported";
    throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
  }
  checkProperties(table === undefined ? [] : [table]);
  const partitioned = (table?.PartitionKeys ?? []).length > 0;
  return { ...(table && hiveSession(table)), ...(partitioned && oneWriter) };
}

/** The codec that a table asks for; nothing for formats that Athena does not write, which Trino itself refuses. */
function hiveSession({ Parameters = {}, StorageDescriptor }: Table): Record<string, string> {
  const { InputFormat, SerdeInfo } = StorageDescriptor ?? {};
  const format = writtenFormats.find((name) => {
    const { input, serde } = fileFormats[name] as FileFormat;
    return input === InputFormat && (name !== "JSON" || serde === SerdeInfo?.SerializationLibrary);
  });
  if (format === undefined) {
    return {};
  }
  const asked = Parameters["write.compression"] ?? Parameters[codecProperty(format)];
  return codecSession(format, asked?.toUpperCase() ?? defaultCodec(format));
}

/**
 * Trino's session for UPDATE, DELETE and MERGE, which write into Iceberg tables only.
 *
 * @throws TrinoError where the engine's part for them is not installed.
 */
export function rowsSession(query: SqlText, { catalog, database, iceberg }: WriteTarget): Record<string, string> {
  const table = targetTable(query, catalog, database);
  return table !== undefined && isIceberg(table) ? icebergSession(table, iceberg) : {};
}

function icebergSession(table: Table, iceberg: IcebergTables): Record<string, string> {
  if (!hasIceberg()) {
    throw noIceberg();
  }
  return { ...icebergCodecSession(iceberg.metadata(table).properties), ...oneWriter };
}

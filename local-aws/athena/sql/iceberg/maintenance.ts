import { type IcebergMetadata, snapshotTimes } from "../../../glue/catalog/iceberg/metadata";
import { numberOf } from "../../ddl/iceberg/athena-properties";
import type { QueryText } from "../text/query-text";
import { SqlReader } from "../text/sql-reader";
import { quotedName } from "../text/table-name";

/** The table that OPTIMIZE or VACUUM names, and what follows. */
export interface Maintenance {
  readonly database: string;
  readonly table: string;
  /** `WHERE …`, or nothing. */
  readonly where: string;
}

/**
 * Reads `OPTIMIZE [db.]table REWRITE DATA USING BIN_PACK [WHERE …]`.
 *
 * @throws TrinoError
 * @see https://docs.aws.amazon.com/athena/latest/ug/optimize-statement.html
 */
export function readOptimize(text: QueryText, database: string): Maintenance {
  const reader = new SqlReader(text);
  reader.expect("OPTIMIZE");
  const name = reader.qualifiedName(database);
  reader.expect("REWRITE", "DATA", "USING", "BIN_PACK");
  if (!reader.sees("WHERE")) {
    reader.end();
  }
  return { ...name, where: reader.rest };
}

/** Reads `VACUUM [db.]table`. @throws TrinoError @see https://docs.aws.amazon.com/athena/latest/ug/vacuum-statement.html */
export function readVacuum(text: QueryText, database: string): Maintenance {
  const reader = new SqlReader(text);
  reader.expect("VACUUM");
  const name = reader.qualifiedName(database);
  reader.end();
  return { ...name, where: "" };
}

export const tableName = ({ database, table }: Maintenance): string => `${quotedName(database)}.${quotedName(table)}`;

/** A query whose one row tells how many data files are too small or too large, and how many files of deletes there are. */
export function countFiles({ database, table }: Maintenance, properties: IcebergMetadata["properties"] = {}): string {
  const least = smallest(properties);
  const most = numberOf(properties, "optimize_rewrite_max_data_file_size_bytes");
  return `SELECT count_if(content = 0 AND file_size_in_bytes NOT BETWEEN ${least} AND ${most}), count_if(content > 0)
    FROM ${quotedName(database)}.${quotedName(`${table}$files`)}`;
}

/** Whether so many files are worth the work. */
export function isWorthIt(properties: IcebergMetadata["properties"] = {}, small: number, deletes: number): boolean {
  return (
    small >= numberOf(properties, "optimize_rewrite_data_file_threshold") ||
    deletes >= numberOf(properties, "optimize_rewrite_delete_file_threshold")
  );
}

const smallest = (properties: Readonly<Record<string, string>>): number =>
  numberOf(properties, "optimize_rewrite_min_data_file_size_bytes");

export const optimizeSql = (maintenance: Maintenance, properties: IcebergMetadata["properties"] = {}): string =>
  `ALTER TABLE ${tableName(maintenance)} EXECUTE optimize(file_size_threshold => '${smallest(properties)}B') ${maintenance.where}`;

/**
 * Trino's statements for a VACUUM: snapshots that are older than the table says, but for the newest ones that it keeps; then
 * files that no snapshot names.
 *
 * @param now Milliseconds since 1970.
 */
export function vacuumSql(maintenance: Maintenance, metadata: IcebergMetadata, now: number): string[] {
  const { properties = {} } = metadata;
  const age = numberOf(properties, "vacuum_max_snapshot_age_seconds") * 1000;
  const kept = Math.max(1, numberOf(properties, "vacuum_min_snapshots_to_keep"));
  const times = snapshotTimes(metadata);
  const firstToGo = times[kept];
  // just after the newest snapshot that may go: between it and the oldest that stays
  const newest = firstToGo === undefined ? Number.NEGATIVE_INFINITY : now - firstToGo - 1;
  const execute = (procedure: string, milliseconds: number) =>
    `ALTER TABLE ${tableName(maintenance)} EXECUTE ${procedure}(retention_threshold => '${Math.max(0, milliseconds)}ms')`;
  return [
    ...(firstToGo === undefined ? [] : [execute("expire_snapshots", Math.max(age, newest))]),
    execute("remove_orphan_files", age),
  ];
}

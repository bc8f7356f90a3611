import type { QueryExecution } from "@aws-sdk/client-athena";
import type { Table } from "@aws-sdk/client-glue";
import { runTrinoQuery, type TrinoAddress, TrinoError, type TrinoStats } from "../../engines/trino/trino-client";
import type { Catalog } from "../../glue/catalog/catalog";
import { IcebergTables } from "../../glue/catalog/iceberg/iceberg-tables";
import { type IcebergMetadata, isIceberg } from "../../glue/catalog/iceberg/metadata";
import type { ObjectStore } from "../../s3/objects/object-store";
import { knownTable } from "../catalog/known-table";
import { numberOf } from "../ddl/iceberg/athena-properties";
import { writeResult } from "../results/write-result";
import { checkIceberg } from "../sql/iceberg/iceberg-tables-named";
import {
  countFiles,
  isWorthIt,
  type Maintenance,
  optimizeSql,
  readOptimize,
  readVacuum,
  vacuumSql,
} from "../sql/iceberg/maintenance";
import { codecSession } from "../sql/iceberg/write-session";
import type { Statement } from "../sql/text/statement";
import { contextDatabase } from "./context-database";
import type { QueryOutcome } from "./query-outcome";

interface MaintenanceOptions {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly trino: TrinoAddress;
  readonly signal: AbortSignal;
  readonly onParsed: () => void;
}

/** What Trino told of the last of its queries. */
interface LastRun {
  trinoId?: string;
  stats?: TrinoStats;
}

export const isMaintenance = ({ substatement }: Statement): boolean => ["OPTIMIZE", "VACUUM"].includes(substatement);

/**
 * Runs OPTIMIZE or VACUUM: Trino's procedures, as the table's properties tell. They have no rows.
 *
 * @throws TrinoError
 */
export async function runMaintenance(
  execution: QueryExecution,
  { substatement, text }: Statement,
  options: MaintenanceOptions,
): Promise<QueryOutcome> {
  const database = contextDatabase(execution);
  const isOptimize = substatement === "OPTIMIZE";
  const maintenance = isOptimize ? readOptimize(text, database) : readVacuum(text, database);
  const { catalog, objects } = options;
  const table = icebergTable(catalog, maintenance);
  checkIceberg(text.tokens, [table], catalog, database);
  options.onParsed();
  const tables = new IcebergTables(catalog, objects);
  const metadata = tables.metadata(table);
  const last: LastRun = {};
  if (isOptimize) {
    await optimize(maintenance, metadata, options, last);
  } else {
    for (const sql of vacuumSql(maintenance, metadata, Date.now())) {
      await run(sql, options, last);
    }
    await forgetOldMetadata(tables, maintenance, metadata);
  }
  const computed = Date.now();
  await writeResult(objects, execution.ResultConfiguration?.OutputLocation ?? "", Buffer.alloc(0));
  return { ...last, columns: [], computed };
}

async function optimize(
  maintenance: Maintenance,
  { properties }: IcebergMetadata,
  options: MaintenanceOptions,
  last: LastRun,
): Promise<void> {
  const [counted = []] = await run(countFiles(maintenance, properties), options, last);
  const [small, deletes] = counted.map(Number);
  if (isWorthIt(properties, small ?? 0, deletes ?? 0)) {
    await run(optimizeSql(maintenance, properties), options, last, codecSession(properties)).catch((error: unknown) => {
      throw withoutFilter(error);
    });
  }
}

async function run(
  sql: string,
  { trino, signal }: MaintenanceOptions,
  last: LastRun,
  session: Readonly<Record<string, string>> = {},
): Promise<readonly (readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  for await (const page of runTrinoQuery({ trino, sql, database: "default", session, signal })) {
    last.trinoId = page.id;
    last.stats = page.stats;
    rows.push(...(page.data ?? []));
  }
  return rows;
}

/** Trino tells of a condition that needs a look into the files by a part of its plan. */
function withoutFilter(error: unknown): unknown {
  if (error instanceof TrinoError && error.message.startsWith("Unexpected FilterNode found in plan")) {
    const message = "OPTIMIZE takes a WHERE on columns by which the table is partitioned";
    return new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
  }
  return error;
}

/** Deletes metadata files beyond those that the table keeps. */
async function forgetOldMetadata(
  tables: IcebergTables,
  { database, table }: Maintenance,
  { properties = {}, ...metadata }: IcebergMetadata,
): Promise<void> {
  const kept = numberOf(properties, "vacuum_max_metadata_files_to_keep");
  if ((metadata["metadata-log"] ?? []).length < kept) {
    return;
  }
  let gone: readonly { readonly "metadata-file": string }[] = [];
  await tables.change(database, table, (now) => {
    const log = now["metadata-log"] ?? [];
    // the change itself adds one
    const first = Math.max(0, log.length - Math.max(0, kept - 1));
    gone = log.slice(0, first);
    return { ...now, "metadata-log": log.slice(first) };
  });
  for (const entry of gone) {
    await tables.delete(entry["metadata-file"]);
  }
}

/** @throws TrinoError where there is no such table, or one that is none of Iceberg's. */
function icebergTable(catalog: Catalog, { database, table: name }: Maintenance): Table {
  const table = knownTable(catalog, database, name);
  if (table === undefined) {
    const message = `Table 'awsdatacatalog.${database}.${name}' does not exist`;
    throw new TrinoError({ errorName: "TABLE_NOT_FOUND", errorType: "USER_ERROR", message });
  }
  if (!isIceberg(table)) {
    const message = "Query type is only supported for Iceberg tables";
    throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
  }
  return table;
}

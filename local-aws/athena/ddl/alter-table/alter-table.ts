import { randomUUID } from "node:crypto";
import type { TableInput } from "@aws-sdk/client-glue";
import { inTurns } from "../../../event-loop/in-turns";
import { isIceberg } from "../../../glue/catalog/iceberg/metadata";
import { knownTable } from "../../catalog/known-table";
import { type DdlContext, type DdlResult, noResult } from "../ddl-result";
import { taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { readLocation } from "../hive/location";
import { findTable } from "../hive/metastore";
import { readPropertiesInSteps } from "../hive/properties";
import { alterIcebergTable } from "../iceberg/alter-iceberg-table";
import { addPartitions, dropPartitions, renamePartition } from "../partitions/alter-partitions";
import { type PartitionSpec, readPartition } from "../partitions/partition-spec";
import { addColumns, changeColumn, replaceColumns } from "./alter-columns";
import { type Alteration, alterStorage, updateTable } from "./alteration";

/**
 * Runs `ALTER TABLE`: the text is read to its end first, then the change is made.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/ddl-reference.html
 */
export async function alterTable(reader: HiveReader, context: DdlContext): Promise<DdlResult> {
  const { catalog, database } = context;
  reader.within("alter statement", () => reader.expect("ALTER", "TABLE"));
  const name = reader.tableName(database);
  const known = knownTable(catalog, name.database, name.table);
  if (known !== undefined && isIceberg(known)) {
    return alterIcebergTable(reader, known, context);
  }
  const alter = await inTurns(reader.stepsWithin("alter table statement", readAlteration(reader, database)));
  reader.end();
  const steps = alter(findTable(catalog, { ...name, text: `${name.database}.${name.table}` }, 1006), catalog);
  if (steps !== undefined) {
    await inTurns(steps);
  }
  return noResult;
}

function* readAlteration(reader: HiveReader, database: string): Generator<undefined, Alteration> {
  if (reader.sees("PARTITION")) {
    return yield* readPartitionAlteration(reader, readPartition(reader));
  }
  if (reader.sees("ADD", "PARTITION") || reader.sees("ADD", "IF")) {
    return yield* addPartitions(reader);
  }
  if (reader.sees("DROP")) {
    return yield* dropPartitions(reader);
  }
  if (reader.accept("RENAME", "TO")) {
    reader.tableName(database);
    return refuseRename;
  }
  if (reader.accept("SET", "TBLPROPERTIES")) {
    return setProperties(yield* readPropertiesInSteps(reader));
  }
  return yield* readStorageAlteration(reader, undefined);
}

function* readPartitionAlteration(reader: HiveReader, spec: PartitionSpec): Generator<undefined, Alteration> {
  return reader.accept("RENAME", "TO")
    ? renamePartition(spec, readPartition(reader))
    : yield* readStorageAlteration(reader, spec);
}

/** What changes a table, or one partition of it. */
function* readStorageAlteration(reader: HiveReader, spec: PartitionSpec | undefined): Generator<undefined, Alteration> {
  if (reader.accept("SET", "LOCATION")) {
    const Location = readLocation(reader);
    return alterStorage(spec, (storage) => ({ ...storage, Location }));
  }
  if (reader.accept("ADD", "COLUMNS")) {
    return yield* addColumns(reader, spec);
  }
  if (reader.accept("REPLACE", "COLUMNS")) {
    return yield* replaceColumns(reader, spec);
  }
  if (reader.accept("CHANGE")) {
    return changeColumn(reader, spec);
  }
  throw reader.noViable();
}

function setProperties(properties: Record<string, string>): Alteration {
  return (table, catalog) => {
    const Description = properties.comment ?? table.Description;
    const changed: Partial<TableInput> = { Parameters: { ...table.Parameters, ...properties }, Description };
    updateTable(table, catalog, changed);
  };
}

const refuseRename: Alteration = () => {
  throw taskError(
    `Unable to alter table. Unable to change partition or table: com.amazonaws.services.datacatalog.model.InvalidInputException: Table cannot be renamed (Service: AmazonDataCatalog; Status Code: 400; Error Code: InvalidInputException; Request ID: ${randomUUID()}; Proxy: null)`,
    1006,
    "Query type not supported by DDL engine.",
  );
};

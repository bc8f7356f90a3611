import type { Column, Table } from "@aws-sdk/client-glue";
import { atOnce } from "../../../event-loop/in-turns";
import { isIceberg } from "../iceberg/metadata";
import { isHiveType } from "./hive-type";
import { isPrestoView, readPrestoView } from "./presto-view";

/** Why Athena cannot read a table, in its words. */
export interface TableFault {
  readonly errorName: "HIVE_INVALID_METADATA" | "HIVE_METASTORE_ERROR" | "HIVE_INVALID_VIEW_DATA";
  readonly message: string;
}

const openCsv = "org.apache.hadoop.hive.serde2.OpenCSVSerde";

/**
 * What is wrong with a table that someone wrote into the catalog. A query of it fails with this; it stands in no list of
 * columns, and nothing else is the worse for it.
 *
 * @returns undefined where nothing is wrong.
 */
export function tableFault(table: Table): TableFault | undefined {
  return atOnce(tableFaultSteps(table));
}

/** The same, with a rest after each column. */
export function* tableFaultSteps(table: Table): Generator<undefined, TableFault | undefined> {
  const { StorageDescriptor: storage, PartitionKeys = [] } = table;
  if (isOpenFormat(table)) {
    // such a table needs neither, and Trino itself says that it cannot read it
    return undefined;
  }
  const name = `${table.DatabaseName}.${table.Name}`;
  if (!storage) {
    return { errorName: "HIVE_METASTORE_ERROR", message: "Table is missing storage descriptor" };
  }
  if (!storage.SerdeInfo) {
    return { errorName: "HIVE_METASTORE_ERROR", message: "Table storage descriptor is missing SerDe info" };
  }
  if (isPrestoView(table) && readPrestoView(table) === undefined) {
    return { errorName: "HIVE_INVALID_VIEW_DATA", message: `View data of '${name}' cannot be read` };
  }
  // the types of such a table are read here, in each query
  const columns = storage.SerdeInfo.SerializationLibrary === openCsv ? [] : (storage.Columns ?? []);
  for (const column of [...columns, ...PartitionKeys]) {
    yield;
    if (!column.Type || !isHiveType(column.Type)) {
      return invalidType(name, column);
    }
  }
  return undefined;
}

function isOpenFormat({ Parameters = {} }: Table): boolean {
  return isIceberg({ Parameters }) || Parameters["spark.sql.sources.provider"] === "delta";
}

const invalidType = (table: string, { Name, Type }: Column): TableFault => ({
  errorName: "HIVE_INVALID_METADATA",
  message: `Glue table '${table}' column '${Name}' has invalid data type: ${Type ?? "null"}`,
});

import type { Column, Partition, Table } from "@aws-sdk/client-glue";
import { isIceberg } from "../../../glue/catalog/iceberg/metadata";
import { type DdlContext, type DdlResult, resultOf } from "../ddl-result";
import { semanticError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { allColumns, findTable, isView } from "../hive/metastore";
import { describeIceberg } from "../iceberg/show-iceberg";
import { type PartitionSpec, readPartition, specText, valuesOf } from "../partitions/partition-spec";
import { shownComment } from "../tables/formats";
import { viewColumns } from "../views/view-columns";
import { columnDetails, describeColumn } from "./describe-column";
import { extendedDetails, formattedDetails } from "./describe-details";
import { blankRow, paddedRow } from "./padded-rows";

const columnNames = ["col_name", "data_type", "comment"];
const header = `# ${paddedRow(...columnNames)}`;

/**
 * `DESCRIBE [EXTENDED|FORMATTED] table [PARTITION (…)] [column]`.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/describe-table.html
 */
export function describe(reader: HiveReader, context: DdlContext): DdlResult {
  const { catalog, database } = context;
  const { form, name, spec, path } = reader.within("describe statement", () => {
    if (!reader.accept("DESC")) {
      reader.expect("DESCRIBE");
    }
    return {
      form: readForm(reader),
      name: reader.tableName(database),
      spec: reader.sees("PARTITION") ? readPartition(reader) : undefined,
      path: reader.atEnd ? undefined : readPath(reader),
    };
  });
  reader.end();
  const table = findTable(catalog, name);
  if (path !== undefined) {
    return form === "formatted" ? columnDetails(table, path) : resultOf(columnNames, describeColumn(table, path));
  }
  if (isIceberg(table)) {
    return resultOf(columnNames, describeIceberg(table, context));
  }
  if (form === "plain" && isView(table)) {
    return viewColumns(table);
  }
  const partition =
    spec && findPartition(catalog.partitions.find(name.database, name.table, valuesOf(table, spec)), spec);
  const rows = {
    plain: () => columnRows(table),
    extended: () => [...columnRows(table), blankRow, extendedDetails(table, partition)],
    formatted: () => [...formattedRows(table), blankRow, ...formattedDetails(table, partition)],
  };
  return resultOf(columnNames, rows[form]());
}

function readForm(reader: HiveReader): "plain" | "extended" | "formatted" {
  if (reader.accept("EXTENDED")) {
    return "extended";
  }
  return reader.accept("FORMATTED") ? "formatted" : "plain";
}

function findPartition(partition: Partition | undefined, spec: PartitionSpec): Partition {
  if (partition === undefined) {
    throw semanticError(`[Error 10006]: Partition not found ${specText(spec)}`);
  }
  return partition;
}

/** `column[.field | .$elem$ | .$key$ | .$value$]…` */
function readPath(reader: HiveReader): string[] {
  return reader.within("column name for complex types", () => {
    const path = [reader.identifier()];
    while (reader.accept(".")) {
      path.push(reader.peek()?.kind === "string" ? reader.string().toLowerCase() : reader.identifier());
    }
    return path;
  });
}

/** All columns, and the partition keys once more under a heading. */
function columnRows(table: Table): string[] {
  return [...allColumns(table).map((column) => columnRow(table, column)), ...partitionRows(table)];
}

/** With a heading; the partition keys under their own heading only. */
function formattedRows(table: Table): string[] {
  const columns = table.StorageDescriptor?.Columns ?? [];
  return [header, blankRow, ...columns.map((column) => columnRow(table, column)), ...partitionRows(table)];
}

function partitionRows(table: Table): string[] {
  const keys = table.PartitionKeys ?? [];
  return keys.length === 0
    ? []
    : [blankRow, "# Partition Information\t \t ", header, blankRow, ...keys.map((key) => columnRow(undefined, key))];
}

function columnRow(table: Table | undefined, column: Column): string {
  const isKey = table?.PartitionKeys?.some(({ Name }) => Name === column.Name);
  const serde = isKey ? undefined : table?.StorageDescriptor?.SerdeInfo?.SerializationLibrary;
  return paddedRow(column.Name, column.Type, shownComment(serde, column.Comment));
}

import {
  type Column,
  GetTableCommand,
  paginateGetPartitions,
  paginateGetTables,
  type Table,
} from "@aws-sdk/client-glue";
import { glueClient } from "../clients";

/** One table of the Data Catalog. */
export interface TableInfo {
  readonly name: string;
  /** Such as `csv`, `json` or `parquet`; what the crawler recognised, or what `create_table.sql` says. */
  readonly format: string;
  readonly columns: number;
  readonly partitionKeys: readonly string[];
  readonly location: string;
}

/** One column of a table. */
export interface ColumnInfo {
  readonly name: string;
  /** Hive's type, such as `bigint`. */
  readonly type: string;
  /** A partition key's value stands in the path, not in the file. */
  readonly partitionKey: boolean;
  readonly comment: string;
}

/** One partition of a table. */
export interface PartitionInfo {
  readonly values: readonly string[];
  readonly location: string;
}

/**
 * The tables of a database, in order of name. Calls `glue:GetTables`.
 *
 * @throws EntityNotFoundException Where there is no such database.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTables.html
 */
export async function tables(database: string): Promise<TableInfo[]> {
  const found: TableInfo[] = [];
  for await (const page of paginateGetTables({ client: glueClient() }, { DatabaseName: database })) {
    found.push(...(page.TableList ?? []).map(tableInfo));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function tableInfo(table: Table): TableInfo {
  const { Parameters = {}, StorageDescriptor = {}, PartitionKeys = [] } = table;
  const reader = StorageDescriptor.SerdeInfo?.SerializationLibrary?.split(".").at(-1) ?? "";
  return {
    name: table.Name ?? "",
    format: Parameters.classification ?? reader.replace(/(Hive)?SerDe$/i, "").toLowerCase(),
    columns: StorageDescriptor.Columns?.length ?? 0,
    partitionKeys: PartitionKeys.map(({ Name }) => Name ?? ""),
    location: StorageDescriptor.Location ?? "",
  };
}

/**
 * The columns of a table, partition keys last. Calls `glue:GetTable`.
 *
 * @throws EntityNotFoundException Where there is no such table.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTable.html
 */
export async function columns(database: string, table: string): Promise<ColumnInfo[]> {
  const { Table } = await glueClient().send(new GetTableCommand({ DatabaseName: database, Name: table }));
  return [
    ...(Table?.StorageDescriptor?.Columns ?? []).map((column) => columnInfo(column, false)),
    ...(Table?.PartitionKeys ?? []).map((column) => columnInfo(column, true)),
  ];
}

function columnInfo({ Name = "", Type = "", Comment = "" }: Column, partitionKey: boolean): ColumnInfo {
  return { name: Name, type: Type, partitionKey, comment: Comment };
}

/**
 * The partitions of a table, in order of their values. Calls `glue:GetPartitions`.
 *
 * @throws EntityNotFoundException Where there is no such table.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html
 */
export async function partitions(database: string, table: string): Promise<PartitionInfo[]> {
  const found: PartitionInfo[] = [];
  const input = { DatabaseName: database, TableName: table };
  for await (const page of paginateGetPartitions({ client: glueClient() }, input)) {
    for (const { Values = [], StorageDescriptor } of page.Partitions ?? []) {
      found.push({ values: Values, location: StorageDescriptor?.Location ?? "" });
    }
  }
  return found.sort((a, b) => (a.values.join("/") < b.values.join("/") ? -1 : 1));
}

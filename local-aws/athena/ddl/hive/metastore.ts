import type { Column, Table } from "@aws-sdk/client-glue";
import type { Catalog } from "../../../glue/catalog/catalog";
import { isCurrent } from "../../../glue/catalog/iceberg/glue-columns";
import type { TableName } from "../../sql/text/table-name";
import { databaseNotFound, tableNotFound } from "./hive-error";

/** @throws HiveError where the database is not there. */
export function checkDatabase(catalog: Catalog, name: string): void {
  if (!hasDatabase(catalog, name)) {
    throw databaseNotFound(name);
  }
}

export function hasDatabase(catalog: Catalog, name: string): boolean {
  return catalog.getDatabases().some((database) => database.Name === name);
}

/** @throws HiveError where the database is not there. */
export function hasTable(catalog: Catalog, { database, table }: TableName): boolean {
  checkDatabase(catalog, database);
  return catalog.getTables(database).some(({ Name }) => Name === table);
}

/** @param type Of the `AthenaError`. @throws HiveError where the database or the table is not there. */
export function findTable(catalog: Catalog, name: TableName, type = 1301): Table {
  if (!hasTable(catalog, name)) {
    throw tableNotFound(name.text, type);
  }
  return catalog.getTable(name.database, name.table);
}

export const isView = ({ TableType }: Table): boolean => TableType === "VIRTUAL_VIEW";

/** A table's columns, and behind them its partition keys. */
export function allColumns({ StorageDescriptor, PartitionKeys }: Table): Column[] {
  return [...(StorageDescriptor?.Columns ?? []).filter(isCurrent), ...(PartitionKeys ?? [])];
}

export const keyNames = ({ PartitionKeys }: Table): string[] => (PartitionKeys ?? []).map(({ Name }) => Name ?? "");

/** Now, as `transient_lastDdlTime` keeps it: seconds since 1970. */
export const ddlTime = (): string => String(Math.floor(Date.now() / 1000));

import type { StorageDescriptor, Table, TableInput } from "@aws-sdk/client-glue";
import type { Catalog } from "../../../glue/catalog/catalog";
import { semanticError } from "../hive/hive-error";
import { ddlTime } from "../hive/metastore";
import { type PartitionSpec, specText, toPartitionInput, valuesOf } from "../partitions/partition-spec";

/** What an ALTER TABLE does to its table; a generator rests wherever others may have their turn. */
export type Alteration = (table: Table, catalog: Catalog) => void | Generator<undefined, void>;

/** Changes how a table is stored, or one partition of it. */
export function alterStorage(
  spec: PartitionSpec | undefined,
  change: (storage: StorageDescriptor) => StorageDescriptor,
): Alteration {
  return (table, catalog) => {
    const { DatabaseName: database = "", Name: name = "" } = table;
    if (spec === undefined) {
      updateTable(table, catalog, { StorageDescriptor: change({ ...table.StorageDescriptor }) });
      return;
    }
    const values = valuesOf(table, spec);
    const partition = catalog.partitions.find(database, name, values);
    if (partition === undefined) {
      throw semanticError(`[Error 10006]: Partition not found ${specText(spec)}`);
    }
    const input = toPartitionInput(partition);
    const storage = change({ ...input.StorageDescriptor });
    catalog.partitions.update(database, name, values, { ...input, StorageDescriptor: storage });
  };
}

/** Writes a table with some of it changed. */
export function updateTable(table: Table, catalog: Catalog, changed: Partial<TableInput>): void {
  const { Name, Description, Owner, Retention, PartitionKeys, ViewOriginalText, ViewExpandedText, TableType } = table;
  const kept = { Name, Description, Owner, Retention, PartitionKeys, ViewOriginalText, ViewExpandedText, TableType };
  catalog.updateTable(table.DatabaseName ?? "", {
    ...kept,
    StorageDescriptor: table.StorageDescriptor,
    ...changed,
    Parameters: { ...table.Parameters, ...changed.Parameters, transient_lastDdlTime: ddlTime() },
  });
}

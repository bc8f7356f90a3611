import type { PartitionInput, Table } from "@aws-sdk/client-glue";
import type { Catalog } from "../../glue/catalog/catalog";
import type { ObjectStore } from "../../s3/object-store";
import type { TableName } from "../sql/table-name";
import type { TokenReader } from "../sql/token-reader";

/** Reads `PARTITION (key = value, …)`; by key. */
export function readPartition(reader: TokenReader): Record<string, string> {
  const values: Record<string, string> = {};
  reader.expect("PARTITION");
  reader.expect("(");
  do {
    const key = reader.name();
    reader.expect("=");
    values[key] = reader.next().value;
  } while (reader.accept(","));
  reader.expect(")");
  return values;
}

/** A partition of a table: its values in the order of the table's keys; in the table's folder where no other is given. */
export function toPartitionInput(table: Table, values: Record<string, string>, location?: string): PartitionInput {
  const keys = (table.PartitionKeys ?? []).map((key) => key.Name ?? "");
  const ordered = keys.map((key) => values[key] ?? "");
  const folder = (table.StorageDescriptor?.Location ?? "").replace(/\/?$/, "/");
  const path = keys.map((key, index) => `${key}=${encodeURIComponent(ordered[index] ?? "")}`).join("/");
  return {
    Values: ordered,
    StorageDescriptor: { ...table.StorageDescriptor, Location: location ?? `${folder}${path}/` },
    Parameters: { transient_lastDdlTime: String(Math.floor(Date.now() / 1000)) },
  };
}

/**
 * `MSCK REPAIR TABLE`: adds the partitions that the table's folders show and the catalog lacks.
 *
 * @returns Athena's lines about what it did.
 * @see https://docs.aws.amazon.com/athena/latest/ug/msck-repair-table.html
 */
export async function repairTable(catalog: Catalog, objects: ObjectStore, name: TableName): Promise<string[]> {
  const table = catalog.getTable(name.database, name.table);
  const keys = (table.PartitionKeys ?? []).map((key) => key.Name ?? "");
  const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(table.StorageDescriptor?.Location ?? "") ?? [];
  const folder = prefix === "" ? "" : prefix.replace(/\/?$/, "/");
  const known = new Set(catalog.partitions.list(name.database, name.table).map(({ Values }) => JSON.stringify(Values)));
  const missing = new Map<string, Record<string, string>>();
  for (const { key } of await objects.list(bucket, folder)) {
    const values = valuesOf(key.slice(folder.length).split("/"), keys);
    const id = values && JSON.stringify(keys.map((partitionKey) => values[partitionKey]));
    if (id !== undefined && values !== undefined && !known.has(id)) {
      missing.set(id, values);
    }
  }
  const added = [...missing.values()];
  catalog.partitions.createAll(
    name.database,
    name.table,
    added.map((values) => toPartitionInput(table, values)),
  );
  const paths = added.map((values) => `${name.table}:${keys.map((key) => `${key}=${values[key]}`).join("/")}`);
  return paths.length === 0
    ? []
    : [
        `Partitions not in metastore:\t${paths.join("\t")}`,
        ...paths.map((path) => `Repair: Added partition to metastore ${path}`),
      ];
}

function valuesOf(parts: readonly string[], keys: readonly string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, key] of keys.entries()) {
    const [name, value] = (parts[index] ?? "").split("=", 2);
    if (name?.toLowerCase() !== key || value === undefined) {
      return undefined;
    }
    values[key] = decodeURIComponent(value);
  }
  return values;
}

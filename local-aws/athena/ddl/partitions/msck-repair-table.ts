import type { ObjectStore } from "../../../s3/objects/object-store";
import { type DdlContext, type DdlResult, resultOf } from "../ddl-result";
import { taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { hasTable, isView, keyNames } from "../hive/metastore";
import { partitionPath, partitionValues } from "./partition-path";
import { newPartition, tableFolder } from "./partition-spec";

/**
 * `MSCK REPAIR TABLE`: adds the partitions that the table's folders show and the catalog lacks.
 *
 * @returns Athena's lines about what it found and did, without a column.
 * @see https://docs.aws.amazon.com/athena/latest/ug/msck-repair-table.html
 */
export async function repairTable(reader: HiveReader, { catalog, objects, database }: DdlContext): Promise<DdlResult> {
  const name = reader.within("metastore check statement", () => {
    reader.expect("MSCK", "REPAIR", "TABLE");
    return reader.tableName(database);
  });
  reader.end();
  if (!hasTable(catalog, name)) {
    return lines([`Tables not in metastore:\t${name.table}`]);
  }
  const table = catalog.getTable(name.database, name.table);
  if (isView(table)) {
    throw taskError("Can not create a Path from an empty string", 1100);
  }
  const files = await filesBelow(table.StorageDescriptor?.Location, objects);
  if (files.length === 0) {
    return lines([`Tables missing on filesystem:\t${name.table}`]);
  }
  const keys = keyNames(table);
  const known = new Map(
    catalog.partitions
      .list(name.database, name.table)
      .map(({ Values = [], StorageDescriptor }) => [partitionPath(keys, Values), StorageDescriptor?.Location]),
  );
  const onDisk = folders(files, keys);
  const added = [...onDisk].filter(([path]) => !known.has(path));
  const gone: string[] = [];
  for (const [path, location] of known) {
    if (!onDisk.has(path) && (await filesBelow(location, objects)).length === 0) {
      gone.push(path);
    }
  }
  catalog.partitions.createAll(
    name.database,
    name.table,
    added.map(([, { values, folder }]) => newPartition(table, values, `${tableFolder(table)}/${folder}`)),
  );
  const titled = (path: string) => `\t${name.table}:${path}`;
  return lines([
    ...(added.length > 0 ? [`Partitions not in metastore:${added.map(([path]) => titled(path)).join("")}`] : []),
    ...(gone.length > 0 ? [`Partitions missing from filesystem:${gone.map(titled).join("")}`] : []),
    ...added.map(([path]) => `Repair: Added partition to metastore ${name.table}:${path}`),
  ]);
}

/** The keys of the objects in a folder, from the folder on. */
async function filesBelow(location: string | undefined, objects: ObjectStore): Promise<string[]> {
  const [, bucket = "", prefix = ""] = /^s3a?:\/\/([^/]+)\/?(.*)$/.exec(location ?? "") ?? [];
  if (!objects.hasBucket(bucket)) {
    return [];
  }
  const folder = prefix === "" ? "" : prefix.replace(/\/*$/, "/");
  return (await objects.list(bucket, folder)).map(({ key }) => key.slice(folder.length));
}

interface Found {
  readonly values: string[];
  /** Below the table's, as it is called: others than Hive write a `:` as it is. */
  readonly folder: string;
}

/** The partitions that folders show, by path. */
function folders(files: readonly string[], keys: readonly string[]): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const file of keys.length === 0 ? [] : files) {
    const names = file.split("/").slice(0, -1);
    const values = partitionValues(names, keys);
    if (values !== undefined) {
      found.set(partitionPath(keys, values), { values, folder: names.slice(0, keys.length).join("/") });
    }
  }
  return found;
}

/** Athena gives the lines back without saying what column they are. */
const lines = (text: readonly string[]): DdlResult => resultOf([], text);

import type { Column, Partition, StorageDescriptor, Table } from "@aws-sdk/client-glue";
import { isView } from "../hive/metastore";
import { blankRow, padded, paddedRow } from "./padded-rows";

/** The last row of `DESCRIBE EXTENDED`: all of the table, or of the partition, as Thrift prints it. */
export function extendedDetails(table: Table, partition: Partition | undefined): string {
  const { DatabaseName: dbName, Name: tableName, StorageDescriptor: sd, PartitionKeys = [], Parameters } = table;
  if (partition !== undefined) {
    const text = thrift("Partition", {
      values: `[${partition.Values?.join(", ")}]`,
      dbName,
      tableName,
      createTime: seconds(partition.CreationTime),
      lastAccessTime: 0,
      sd: storageText(partition.StorageDescriptor ?? {}, PartitionKeys),
      parameters: mapText(partition.Parameters),
    });
    return `Detailed Partition Information\t${text}\t`;
  }
  const text = thrift("Table", {
    tableName,
    dbName,
    owner: table.Owner ?? "hadoop",
    createTime: seconds(table.CreateTime),
    lastAccessTime: 0,
    retention: table.Retention ?? 0,
    sd: storageText(sd ?? {}, PartitionKeys),
    partitionKeys: fieldsText(PartitionKeys),
    parameters: mapText(Parameters),
    viewOriginalText: table.ViewOriginalText ?? null,
    viewExpandedText: table.ViewExpandedText ?? null,
    tableType: table.TableType,
  });
  return `Detailed Table Information\t${text}\t`;
}

/** The lower part of `DESCRIBE FORMATTED`. */
export function formattedDetails(table: Table, partition: Partition | undefined): string[] {
  const storage = partition?.StorageDescriptor ?? table.StorageDescriptor ?? {};
  const upper = partition === undefined ? tableRows(table) : partitionRows(table, partition);
  const parameters = storage.SerdeInfo?.Parameters ?? {};
  return [
    ...upper,
    blankRow,
    heading("# Storage Information"),
    row("SerDe Library:", storage.SerdeInfo?.SerializationLibrary ?? "null"),
    row("InputFormat:", storage.InputFormat ?? "null"),
    row("OutputFormat:", storage.OutputFormat ?? "null"),
    row("Compressed:", storage.Compressed ? "Yes" : "No"),
    row("Num Buckets:", String(storage.NumberOfBuckets ?? -1)),
    row("Bucket Columns:", `[${storage.BucketColumns?.join(", ") ?? ""}]`),
    row("Sort Columns:", "[]"),
    ...(Object.keys(parameters).length === 0 ? [] : [heading("Storage Desc Params:"), ...entries(parameters)]),
    ...(isView(table) ? viewRows(table) : []),
  ];
}

function tableRows(table: Table): string[] {
  return [
    heading("# Detailed Table Information"),
    row("Database:", table.DatabaseName),
    row("Owner:", table.Owner ?? "hadoop"),
    row("CreateTime:", javaDate(table.CreateTime)),
    row("LastAccessTime:", "UNKNOWN"),
    row("Protect Mode:", "None"),
    row("Retention:", String(table.Retention ?? 0)),
    ...(isView(table) ? [] : [row("Location:", table.StorageDescriptor?.Location)]),
    row("Table Type:", table.TableType),
    heading("Table Parameters:"),
    ...entries(table.Parameters ?? {}),
  ];
}

function partitionRows(table: Table, partition: Partition): string[] {
  return [
    heading("# Detailed Partition Information"),
    row("Partition Value:", `[${partition.Values?.join(", ")}]`),
    row("Database:", table.DatabaseName),
    row("Table:", table.Name),
    row("CreateTime:", javaDate(partition.CreationTime)),
    row("LastAccessTime:", "UNKNOWN"),
    row("Protect Mode:", "None"),
    row("Location:", partition.StorageDescriptor?.Location),
    heading("Partition Parameters:"),
    ...entries(partition.Parameters ?? {}),
  ];
}

function viewRows(table: Table): string[] {
  return [
    blankRow,
    heading("# View Information"),
    row("View Original Text:", table.ViewOriginalText),
    row("View Expanded Text:", table.ViewExpandedText),
  ];
}

const heading = (text: string): string => `${text}\t \t `;

const row = (label: string, value: string | undefined): string => `${padded(label)}\t${padded(value)}\t `;

function entries(parameters: Readonly<Record<string, string>>): string[] {
  return Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `\t${paddedRow(name, value)}`);
}

/** As Java prints a date: `Sat Jul 12 10:00:00 UTC 2025`. */
function javaDate(date: Date | undefined): string {
  const [day = "", dayOfMonth = "", month = "", year = "", time = ""] = (date ?? new Date(0))
    .toUTCString()
    .replace(",", "")
    .split(" ");
  return `${day} ${month} ${dayOfMonth} ${time} UTC ${year}`;
}

const seconds = (date: Date | undefined): number => Math.floor((date?.getTime() ?? 0) / 1000);

/** Hive counts a table's partition keys among the columns that it is stored with. */
function storageText(storage: StorageDescriptor, keys: readonly Column[]): string {
  const skewed = { skewedColNames: "[]", skewedColValues: "[]", skewedColValueLocationMaps: "{}" };
  return thrift("StorageDescriptor", {
    cols: fieldsText([...(storage.Columns ?? []), ...keys]),
    location: storage.Location ?? null,
    inputFormat: storage.InputFormat ?? null,
    outputFormat: storage.OutputFormat ?? null,
    compressed: storage.Compressed ?? false,
    numBuckets: storage.NumberOfBuckets ?? -1,
    serdeInfo: thrift("SerDeInfo", {
      name: null,
      serializationLib: storage.SerdeInfo?.SerializationLibrary ?? null,
      parameters: mapText(storage.SerdeInfo?.Parameters),
    }),
    bucketCols: `[${storage.BucketColumns?.join(", ") ?? ""}]`,
    sortCols: "[]",
    parameters: mapText(storage.Parameters),
    skewedInfo: thrift("SkewedInfo", skewed),
    storedAsSubDirectories: storage.StoredAsSubDirectories ?? false,
  });
}

function fieldsText(columns: readonly Column[]): string {
  const fields = columns.map(({ Name: name, Type: type, Comment }) =>
    thrift("FieldSchema", { name, type, comment: Comment ?? null }),
  );
  return `[${fields.join(", ")}]`;
}

function thrift(name: string, members: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  return `${name}(${Object.entries(members)
    .map(([member, value]) => `${member}:${value}`)
    .join(", ")})`;
}

function mapText(parameters: Readonly<Record<string, string>> | undefined): string {
  return `{${Object.entries(parameters ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(", ")}}`;
}

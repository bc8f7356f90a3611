import type { Column, PartitionInput, StorageDescriptor, TableInput } from "@aws-sdk/client-glue";
import type { CrawledFile } from "./folder-tree";
import { type Field, mergeFields, typeName } from "./formats/data-type";
import type { Format } from "./formats/file-schema";
import type { CrawledPartition, CrawledTable } from "./grouping";

const text = {
  InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
};
const parquet = {
  InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
};

/** The table as Glue's crawlers write it, without its name. */
export function tableInput(table: CrawledTable, bucket: string, crawler: string): TableInput {
  const files = table.partitions.flatMap((partition) => partition.files);
  const parameters = tableParameters(table.format, files, crawler);
  const columns = mergedColumns(files);
  return {
    Name: undefined,
    Owner: "owner",
    TableType: "EXTERNAL_TABLE",
    Retention: 0,
    PartitionKeys: table.partitionKeys.map((Name) => ({ Name, Type: "string" })),
    Parameters: parameters,
    StorageDescriptor: storageDescriptor(table.format, columns, `s3://${bucket}/${table.location}`, parameters),
  };
}

/** A partition as Glue's crawlers write it: with its own columns, or with the table's where it inherits them. */
export function partitionInput(
  table: CrawledTable,
  partition: CrawledPartition,
  bucket: string,
  crawler: string,
  inherited: readonly Column[] | undefined,
): PartitionInput {
  const { UPDATED_BY_CRAWLER: _crawler, ...parameters } = tableParameters(table.format, partition.files, crawler);
  const columns = inherited ?? mergedColumns(partition.files);
  return {
    Values: [...partition.values],
    Parameters: parameters,
    StorageDescriptor: storageDescriptor(table.format, columns, `s3://${bucket}/${partition.location}`, parameters),
  };
}

const columnsOf = new WeakMap<readonly Field[], Column[]>();

function mergedColumns(files: readonly CrawledFile[]): Column[] {
  const schemas = new Set(files.map((file) => file.schema.columns));
  const merged = [...schemas].reduce<readonly Field[]>(
    (all, one) => (all.length === 0 ? one : mergeFields(all, one)),
    [],
  );
  let columns = columnsOf.get(merged);
  if (columns === undefined) {
    columns = merged.map(({ name, type }) => ({ Name: name, Type: typeName(type) }));
    columnsOf.set(merged, columns);
  }
  return columns;
}

function storageDescriptor(
  format: Format,
  columns: readonly Column[],
  location: string,
  parameters: Record<string, string>,
): StorageDescriptor {
  return {
    Columns: [...columns],
    Location: location,
    ...(format.classification === "parquet" ? parquet : text),
    Compressed: format.compression !== "none",
    NumberOfBuckets: -1,
    SerdeInfo: serde(format, columns),
    BucketColumns: [],
    SortColumns: [],
    Parameters: parameters,
    StoredAsSubDirectories: false,
  };
}

function serde(format: Format, columns: readonly Column[]): NonNullable<StorageDescriptor["SerdeInfo"]> {
  switch (format.classification) {
    case "csv":
      return {
        SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
        Parameters: { "field.delim": format.delimiter ?? "," },
      };
    case "json":
      return {
        SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
        Parameters: {
          paths: columns
            .map((column) => column.Name)
            .sort()
            .join(","),
        },
      };
    case "parquet":
      return {
        SerializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
        Parameters: { "serialization.format": "1" },
      };
  }
}

function tableParameters(format: Format, files: readonly CrawledFile[], crawler: string): Record<string, string> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const sampled = files.reduce((sum, { schema }) => sum + schema.bytes, 0);
  const records = files.reduce((sum, file) => sum + recordsIn(file), 0);
  const sampledRecords = files.reduce((sum, { schema }) => sum + schema.records, 0);
  const csv = {
    areColumnsQuoted: "false",
    columnsOrdered: "true",
    delimiter: format.delimiter ?? ",",
    ...(format.header ? { "skip.header.line.count": "1" } : {}),
  };
  return {
    CrawlerSchemaDeserializerVersion: "1.0",
    CrawlerSchemaSerializerVersion: "1.0",
    UPDATED_BY_CRAWLER: crawler,
    ...(format.classification === "csv" ? csv : {}),
    averageRecordSize: String(sampledRecords === 0 ? 0 : Math.round(sampled / sampledRecords)),
    classification: format.classification,
    compressionType: format.compression,
    objectCount: String(files.length),
    recordCount: String(records),
    sizeKey: String(size),
    typeOfData: "file",
  };
}

/** Exact where the whole file was read, else worked out from the sample. */
function recordsIn({ size, schema }: CrawledFile): number {
  const { records, bytes, format } = schema;
  return format.compression === "none" && bytes > 0 && bytes < size ? Math.round((records * size) / bytes) : records;
}

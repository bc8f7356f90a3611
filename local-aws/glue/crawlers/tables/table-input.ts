import type { Column, PartitionInput, StorageDescriptor, TableInput } from "@aws-sdk/client-glue";
import type { CrawledFile } from "../files/folder-tree";
import type { CrawledPartition, CrawledTable } from "../files/grouping";
import { type Field, mergeFields, typeName } from "../formats/data-type";
import type { Format } from "../formats/file-schema";
import { hadoopFormats, readableColumns, serde } from "./serde";

/** The table as Glue's crawlers write it, without its name. */
export function tableInput(table: CrawledTable, bucket: string, crawler: string): TableInput {
  const files = table.partitions.flatMap((partition) => partition.files);
  const { exclusions = [] } = table;
  const parameters = {
    ...tableParameters(table.format, files, crawler),
    ...(exclusions.length > 0 && { exclusions: JSON.stringify(exclusions) }),
  };
  return {
    Name: undefined,
    Owner: "owner",
    TableType: "EXTERNAL_TABLE",
    Retention: 0,
    PartitionKeys: table.partitionKeys.map((Name) => ({ Name, Type: "string" })),
    Parameters: parameters,
    StorageDescriptor: storageDescriptor(table.format, files, `s3://${bucket}/${table.location}`, parameters),
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
  const location = `s3://${bucket}/${partition.location}`;
  const descriptor = storageDescriptor(table.format, partition.files, location, parameters);
  return {
    Values: [...partition.values],
    Parameters: parameters,
    StorageDescriptor: inherited === undefined ? descriptor : { ...descriptor, Columns: [...inherited] },
  };
}

interface Columns {
  readonly columns: readonly Column[];
  readonly written: readonly string[];
}

const columnsOf = new WeakMap<readonly Field[], Columns>();

function mergedColumns(files: readonly CrawledFile[]): Columns {
  const schemas = new Set(files.map((file) => file.schema.columns));
  const merged = [...schemas].reduce<readonly Field[]>(
    (all, one) => (all.length === 0 ? one : mergeFields(all, one)),
    [],
  );
  let columns = columnsOf.get(merged);
  if (columns === undefined) {
    columns = {
      columns: merged.map(({ name, type }) => ({ Name: name, Type: typeName(type) })),
      written: merged.map(({ name, written }) => written ?? name),
    };
    columnsOf.set(merged, columns);
  }
  return columns;
}

function storageDescriptor(
  format: Format,
  files: readonly CrawledFile[],
  location: string,
  parameters: Record<string, string>,
): StorageDescriptor {
  const { columns, written } = mergedColumns(files);
  return {
    Columns: readableColumns(format, columns),
    Location: location,
    ...hadoopFormats[format.kind],
    Compressed: format.compression !== "none",
    NumberOfBuckets: -1,
    SerdeInfo: serde(format, written, parameters["avro.schema.literal"]),
    BucketColumns: [],
    SortColumns: [],
    Parameters: parameters,
    StoredAsSubDirectories: false,
  };
}

function tableParameters(format: Format, files: readonly CrawledFile[], crawler: string): Record<string, string> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const sampled = files.reduce((sum, { schema }) => sum + schema.bytes, 0);
  const records = files.reduce((sum, file) => sum + recordsIn(file), 0);
  const sampledRecords = files.reduce((sum, { schema }) => sum + schema.records, 0);
  return {
    CrawlerSchemaDeserializerVersion: "1.0",
    CrawlerSchemaSerializerVersion: "1.0",
    UPDATED_BY_CRAWLER: crawler,
    ...ofFormat(format, files),
    averageRecordSize: String(sampledRecords === 0 ? 0 : Math.round(sampled / sampledRecords)),
    classification: format.classification,
    compressionType: format.compression,
    objectCount: String(files.length),
    recordCount: String(records),
    sizeKey: String(size),
    typeOfData: "file",
  };
}

/** What only tables of one format have. */
function ofFormat(format: Format, files: readonly CrawledFile[]): Record<string, string> {
  switch (format.kind) {
    case "csv":
      return {
        areColumnsQuoted: String(format.quote !== undefined),
        columnsOrdered: "true",
        delimiter: format.delimiter ?? ",",
        ...(format.header ? { "skip.header.line.count": "1" } : {}),
      };
    case "json":
      return format.jsonPath === undefined ? {} : { jsonPath: format.jsonPath };
    case "avro": {
      const [schema, ...others] = new Set(files.map((file) => file.schema.avroSchema));
      return schema === undefined || others.length > 0 ? {} : { "avro.schema.literal": schema };
    }
    case "xml":
      return { rowTag: format.rowTag ?? "" };
    case "grok":
      return {
        grokPattern: format.grok?.pattern ?? "",
        ...(format.grok?.customPatterns ? { grokCustomPatterns: format.grok.customPatterns } : {}),
      };
    default:
      return {};
  }
}

/** Exact where the whole file was read, else worked out from the sample. */
function recordsIn({ size, schema }: CrawledFile): number {
  const { records, bytes, format } = schema;
  return format.compression === "none" && bytes > 0 && bytes < size ? Math.round((records * size) / bytes) : records;
}

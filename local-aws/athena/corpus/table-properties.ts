/**
 * What becomes of a property: `obeyed` by the engine that reads or writes the table; `kept` and read back, as on AWS
 * without a say in what a query answers; `refused`.
 */
export type Effect = "obeyed" | "kept" | "refused";

/**
 * The properties that Athena and Glue document for tables (`TBLPROPERTIES`, `Parameters`), their serdes
 * (`SERDEPROPERTIES`) and the WITH clause of CREATE TABLE AS. `*` stands for a column's name.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 * @see https://docs.aws.amazon.com/glue/latest/dg/table-properties-crawler.html
 */
export const tableProperties: Readonly<Record<string, Effect>> = {
  "skip.header.line.count": "obeyed",
  "skip.footer.line.count": "obeyed",
  "projection.enabled": "obeyed",
  "projection.*.type": "obeyed",
  "projection.*.values": "obeyed",
  "projection.*.range": "obeyed",
  "projection.*.interval": "obeyed",
  "projection.*.interval.unit": "obeyed",
  "projection.*.digits": "obeyed",
  "projection.*.format": "obeyed",
  "storage.location.template": "obeyed",
  "field.delim": "obeyed",
  "escape.delim": "obeyed",
  "collection.delim": "obeyed",
  "mapkey.delim": "obeyed",
  "serialization.null.format": "obeyed",
  "serialization.last.column.takes.rest": "obeyed",
  "timestamp.formats": "obeyed",
  separatorChar: "obeyed",
  quoteChar: "obeyed",
  escapeChar: "obeyed",
  "ignore.malformed.json": "obeyed",
  "dots.in.keys": "obeyed",
  "case.insensitive": "obeyed",
  "mapping.*": "obeyed",
  "input.regex": "obeyed",
  "input.format": "obeyed",
  "input.grokCustomPatterns": "obeyed",
  "write.compression": "obeyed",
  "parquet.compression": "obeyed",
  "orc.compress": "obeyed",
  "orc.column.index.access": "obeyed",
  "parquet.column.index.access": "obeyed",
  "serialization.format": "kept",
  "line.delim": "kept",
  classification: "kept",
  compressionType: "kept",
  has_encrypted_data: "kept",
  typeOfData: "kept",
  exclusions: "kept",
  CrawlerSchemaSerializerVersion: "kept",
  CrawlerSchemaDeserializerVersion: "kept",
  UPDATED_BY_CRAWLER: "kept",
  recordCount: "kept",
  averageRecordSize: "kept",
  objectCount: "kept",
  sizeKey: "kept",
  areColumnsQuoted: "kept",
  columnsOrdered: "kept",
  delimiter: "kept",
  "partition_filtering.enabled": "kept",
  numRows: "kept",
  transient_lastDdlTime: "kept",
  table_type: "refused",
};

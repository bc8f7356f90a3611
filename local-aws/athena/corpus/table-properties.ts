/**
 * What becomes of a property: `obeyed` by the engine that reads or writes the table; `kept` and read back, as on AWS
 * without a say in what a query answers; `refused`.
 */
export type Effect = "obeyed" | "kept" | "refused";

/**
 * The properties that Athena and Glue document for tables (`TBLPROPERTIES`, `Parameters`) and their serdes
 * (`SERDEPROPERTIES`). `*` stands for a column's name.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table.html
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
  "use.null.for.invalid.data": "obeyed",
  "avro.schema.literal": "obeyed",
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
  table_type: "obeyed",
  "serialization.encoding": "refused",
  "avro.schema.url": "refused",
  "ion.encoding": "refused",
  "ion.fail_on_overflow": "refused",
  "ion.*.fail_on_overflow": "refused",
  "ion.ignore_malformed": "refused",
  "ion.path_extractor.case_sensitive": "refused",
  "ion.*.path_extractor": "refused",
  "ion.timestamp.serialization_offset": "refused",
  "ion.serialize_null": "refused",
  "ion.*.serialize_as": "refused",
};

/**
 * The properties of the WITH clause of CREATE TABLE AS.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html
 */
export const createTableAsProperties: Readonly<Record<string, Effect>> = {
  format: "obeyed",
  field_delimiter: "obeyed",
  external_location: "obeyed",
  partitioned_by: "obeyed",
  bucketed_by: "obeyed",
  bucket_count: "obeyed",
  write_compression: "obeyed",
  parquet_compression: "obeyed",
  orc_compression: "obeyed",
  table_type: "obeyed",
  is_external: "obeyed",
  compression_level: "kept",
  location: "refused",
  partitioning: "refused",
  optimize_rewrite_min_data_file_size_bytes: "refused",
  optimize_rewrite_max_data_file_size_bytes: "refused",
  optimize_rewrite_data_file_threshold: "refused",
  optimize_rewrite_delete_file_threshold: "refused",
  vacuum_min_snapshots_to_keep: "refused",
  vacuum_max_snapshot_age_seconds: "refused",
};

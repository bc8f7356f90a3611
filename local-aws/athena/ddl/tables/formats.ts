/** Serialisation libraries by what they read. */
export const serdes = {
  delimited: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
  parquet: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
  orc: "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
  avro: "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
  json: "org.apache.hive.hcatalog.data.JsonSerDe",
  columnar: "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe",
};

export interface FileFormat {
  readonly input: string;
  readonly output: string;
  readonly serde: string;
}

const text = {
  input: "org.apache.hadoop.mapred.TextInputFormat",
  output: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
};

/** What `STORED AS …` means in Hive. */
export const fileFormats: Readonly<Record<string, FileFormat>> = {
  TEXTFILE: { ...text, serde: serdes.delimited },
  JSON: { ...text, serde: serdes.json },
  PARQUET: {
    input: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    output: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    serde: serdes.parquet,
  },
  ORC: {
    input: "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
    output: "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
    serde: serdes.orc,
  },
  AVRO: {
    input: "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
    output: "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
    serde: serdes.avro,
  },
  RCFILE: {
    input: "org.apache.hadoop.hive.ql.io.RCFileInputFormat",
    output: "org.apache.hadoop.hive.ql.io.RCFileOutputFormat",
    serde: serdes.columnar,
  },
  SEQUENCEFILE: {
    input: "org.apache.hadoop.mapred.SequenceFileInputFormat",
    output: "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
    serde: serdes.delimited,
  },
};

/** Those whose columns Hive takes from the catalog; the others tell their columns themselves, without comments. */
const columnsFromCatalog = new Set([serdes.delimited, serdes.parquet, serdes.orc, serdes.avro, serdes.columnar]);

/** What Hive shows as a column's comment. */
export function shownComment(serde: string | undefined, comment: string | undefined): string | undefined {
  return serde === undefined || columnsFromCatalog.has(serde) ? comment : "from deserializer";
}

/** Serialisation libraries by what they read. */
export const serdes = {
  delimited: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
  parquet: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
  orc: "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
  avro: "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
  json: "org.apache.hive.hcatalog.data.JsonSerDe",
};

const text = {
  input: "org.apache.hadoop.mapred.TextInputFormat",
  output: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
};

/** What `STORED AS …` means in Hive. */
export const fileFormats = {
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
};

import type { Column, StorageDescriptor } from "@aws-sdk/client-glue";
import type { Format, FormatKind } from "../formats/file-schema";
import { grokSerde } from "../formats/text/grok";

type HadoopFormats = Pick<StorageDescriptor, "InputFormat" | "OutputFormat">;

const text: HadoopFormats = {
  InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
};

/** The Hadoop classes that read and write a format. XML has none: Athena cannot read such a table, jobs can. */
export const hadoopFormats: Readonly<Record<FormatKind, HadoopFormats>> = {
  csv: text,
  json: text,
  grok: text,
  parquet: {
    InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
  },
  orc: {
    InputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
  },
  avro: {
    InputFormat: "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
  },
  xml: { InputFormat: "", OutputFormat: "" },
};

/**
 * The serde that Glue's crawlers name for a format.
 *
 * @param written The JSON names of the columns as the files write them.
 * @param avroSchema The schema that all Avro files share; without one, readers make it from the columns.
 */
export function serde(
  format: Format,
  written: readonly string[],
  avroSchema: string | undefined,
): NonNullable<StorageDescriptor["SerdeInfo"]> {
  switch (format.kind) {
    case "csv":
      return csvSerde(format);
    case "json":
      return {
        SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
        Parameters: { paths: [...written].sort().join(",") },
      };
    case "parquet":
      return columnar("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");
    case "orc":
      return columnar("org.apache.hadoop.hive.ql.io.orc.OrcSerde");
    case "avro":
      return {
        SerializationLibrary: "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
        Parameters: {
          ...(avroSchema === undefined ? {} : { "avro.schema.literal": avroSchema }),
          "serialization.format": "1",
        },
      };
    case "xml":
      return { SerializationLibrary: "", Parameters: { rowTag: format.rowTag ?? "" } };
    case "grok":
      return {
        SerializationLibrary: grokSerde,
        Parameters: {
          "input.format": format.grok?.pattern ?? "",
          ...(format.grok?.customPatterns ? { "input.grokCustomPatterns": format.grok.customPatterns } : {}),
        },
      };
  }
}

const columnar = (SerializationLibrary: string) => ({
  SerializationLibrary,
  Parameters: { "serialization.format": "1" },
});

function csvSerde({ delimiter = ",", quote }: Format): NonNullable<StorageDescriptor["SerdeInfo"]> {
  if (quote === undefined) {
    return {
      SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      Parameters: { "field.delim": delimiter },
    };
  }
  return {
    SerializationLibrary: "org.apache.hadoop.hive.serde2.OpenCSVSerde",
    Parameters: { quoteChar: quote, separatorChar: delimiter },
  };
}

/** The columns as a table of this format can hold them: OpenCSVSerDe gives nothing but text. */
export function readableColumns(format: Format, columns: readonly Column[]): Column[] {
  return format.quote === undefined ? [...columns] : columns.map(({ Name }) => ({ Name, Type: "string" }));
}

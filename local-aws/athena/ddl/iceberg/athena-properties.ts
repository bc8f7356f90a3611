import { semanticError } from "../hive/hive-error";

/** Athena's default for Iceberg tables. */
export const defaultCodec = "zstd";

const formats = ["parquet", "orc", "avro"];
const codecs = ["zstd", "gzip", "snappy", "lz4", "none", "zlib", "uncompressed", "deflate"];

/** What Athena writes a data file to, in bytes. */
const target = 536_870_912;

/** Athena's properties that lie in the metadata under their own names, with what holds without them. */
const kept: Readonly<Record<string, number>> = {
  optimize_rewrite_min_data_file_size_bytes: 0.75 * target,
  optimize_rewrite_max_data_file_size_bytes: 1.8 * target,
  optimize_rewrite_data_file_threshold: 5,
  optimize_rewrite_delete_file_threshold: 2,
  vacuum_min_snapshots_to_keep: 1,
  vacuum_max_snapshot_age_seconds: 432_000,
  vacuum_max_metadata_files_to_keep: 100,
};

/** Of Iceberg's own properties those that Athena sets and unsets. */
const paths = ["write.data.path", "write.object-storage.path"];

/**
 * Table properties in Iceberg's words. Athena takes those of its guide only.
 *
 * @param given In Athena's words, without `table_type`.
 * @param before The table's properties so far, in Iceberg's words.
 * @throws HiveError
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html#querying-iceberg-table-properties
 */
export function icebergProperties(
  given: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const properties: Record<string, string> = { ...before };
  const format = oneOf("format", given.format ?? before["write.format.default"] ?? "parquet", formats);
  properties["write.format.default"] = format;
  for (const [name, value] of Object.entries(given)) {
    if (name === "write_compression") {
      const codec = oneOf(name, value, codecs);
      properties[`write.${format}.compression-codec`] = codec === "none" ? "uncompressed" : codec;
    } else if (name === "compression_level") {
      properties[`write.${format}.compression-level`] = whole(name, value, 1, 22);
    } else if (name in kept) {
      properties[name] = whole(name, value, 0, Number.MAX_SAFE_INTEGER);
    } else if (paths.includes(name)) {
      properties[name] = value;
    } else if (name !== "format") {
      throw unsupportedKey(name);
    }
  }
  properties[`write.${format}.compression-codec`] ??= defaultCodec;
  return properties;
}

/** Table properties without some. @param names In Athena's words. @throws HiveError */
export function withoutProperties(
  before: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  const format = before["write.format.default"] ?? "parquet";
  const gone = names.map((name) => {
    if (name in kept || paths.includes(name)) {
      return name;
    }
    if (name === "write_compression") {
      return `write.${format}.compression-codec`;
    }
    throw unsupportedKey(name);
  });
  return Object.fromEntries(Object.entries(before).filter(([name]) => !gone.includes(name)));
}

/** A table's properties in Athena's words, as `SHOW TBLPROPERTIES` has them; others under their own names. */
export function athenaProperties(properties: Readonly<Record<string, string>>): Record<string, string> {
  const format = properties["write.format.default"] ?? "parquet";
  const shown: Record<string, string> = {
    table_type: "iceberg",
    format,
    write_compression: properties[`write.${format}.compression-codec`] ?? defaultCodec,
  };
  const hidden = ["write.format.default", `write.${format}.compression-codec`];
  for (const [name, value] of Object.entries(properties)) {
    if (name === `write.${format}.compression-level`) {
      shown.compression_level = value;
    } else if (!hidden.includes(name)) {
      shown[name] = value;
    }
  }
  return shown;
}

/** What holds for a table of one of Athena's numbers: its own, or Athena's default. */
export function numberOf(properties: Readonly<Record<string, string>>, name: string): number {
  return Number(properties[name] ?? kept[name]);
}

const unsupportedKey = (name: string) => semanticError(`Unsupported table property key: ${name}`, 1103);

function oneOf(name: string, value: string, values: readonly string[]): string {
  const wanted = value.toLowerCase();
  if (!values.includes(wanted)) {
    throw semanticError(`Unsupported value of the table property ${name}: ${value}`, 1103);
  }
  return wanted;
}

function whole(name: string, value: string, least: number, most: number): string {
  if (!/^\d+$/.test(value) || Number(value) < least || Number(value) > most) {
    throw semanticError(`Unsupported value of the table property ${name}: ${value}`, 1103);
  }
  return value;
}

import { TrinoError } from "../../../engines/trino/trino-client";

/** Formats that Athena writes. */
export type WrittenFormat = keyof typeof codecsOf;

/**
 * What Athena writes each format with, by its own names, and what Trino calls that; `undefined` is what Trino cannot write.
 * The first is the one where none is named.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/compression-support-hive.html
 */
const codecsOf = {
  PARQUET: { GZIP: "GZIP", SNAPPY: "SNAPPY", ZSTD: "ZSTD", NONE: "NONE", UNCOMPRESSED: "NONE" },
  // Trino's GZIP writes the same bytes into ORC and Avro files
  ORC: { ZLIB: "GZIP", LZ4: "LZ4", SNAPPY: "SNAPPY", ZSTD: "ZSTD", NONE: "NONE" },
  AVRO: { DEFLATE: "GZIP", BZIP2: undefined, SNAPPY: "SNAPPY", ZSTD: "ZSTD", NONE: "NONE" },
  JSON: { GZIP: "GZIP", BZIP2: undefined, LZ4: "LZ4", SNAPPY: "SNAPPY", ZSTD: "ZSTD", NONE: "NONE" },
  TEXTFILE: { GZIP: "GZIP", BZIP2: undefined, LZ4: "LZ4", SNAPPY: "SNAPPY", ZSTD: "ZSTD", NONE: "NONE" },
} as const;

export const writtenFormats = Object.keys(codecsOf) as readonly WrittenFormat[];

/** All names that Athena knows; not each holds for each format. */
export const codecNames = ["BZIP2", "DEFLATE", "GZIP", "LZ4", "LZO", "SNAPPY", "ZLIB", "ZSTD", "NONE"] as const;

export const defaultCodec = (format: WrittenFormat): string => Object.keys(codecsOf[format])[0] as string;

/** The property by which a table that Athena made tells INSERT INTO its codec. */
export const codecProperty = (format: WrittenFormat): string =>
  ({ PARQUET: "parquet.compression", ORC: "orc.compress" })[format as string] ?? "write.compression";

/**
 * Trino's session for writing files of a format.
 *
 * @param codec Athena's name, in capitals.
 * @throws TrinoError in Trino's words for what Athena does not write a format with, in ours for what Trino alone cannot.
 */
export function codecSession(format: WrittenFormat, codec: string): Record<string, string> {
  const known: Readonly<Record<string, string | undefined>> = codecsOf[format];
  if (!Object.hasOwn(known, codec)) {
    const message = `Compression codec ${codec} not supported for ${format}`;
    throw new TrinoError({ errorName: "HIVE_UNSUPPORTED_FORMAT", errorType: "EXTERNAL", message });
  }
  const written = known[codec];
  if (written === undefined) {
    const message = `The embedded Athena cannot write ${format} with ${codec}: its Trino only reads such files`;
    throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
  }
  return { "awsdatacatalog.compression_codec": written };
}

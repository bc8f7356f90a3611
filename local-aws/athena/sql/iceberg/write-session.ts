import { icebergCatalog } from "../../../engines/trino/trino-config";
import { defaultCodec } from "../../ddl/iceberg/athena-properties";

/** What Trino calls codecs of Iceberg's. */
const codecs: Readonly<Record<string, string>> = { uncompressed: "NONE", zlib: "GZIP", deflate: "GZIP" };

/** Trino's session for writing into a table: the compression that it asks for. @param properties In Iceberg's words. */
export function codecSession(properties: Readonly<Record<string, string>> = {}): Record<string, string> {
  const format = properties["write.format.default"] ?? "parquet";
  const codec = properties[`write.${format}.compression-codec`]?.toLowerCase() ?? defaultCodec;
  return { [`${icebergCatalog}.compression_codec`]: codecs[codec] ?? codec.toUpperCase() };
}

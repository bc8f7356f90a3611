import type { Field } from "./data-type";

/** What reads the files; a table's classification may be another word where a custom classifier gives it one. */
export type FormatKind = "csv" | "json" | "parquet" | "orc" | "avro" | "xml" | "grok";
export type Compression = "none" | "gzip" | "bzip2" | "zstd" | "snappy" | "lz4";

/** What files must share to stand in one table. */
export interface Format {
  readonly kind: FormatKind;
  readonly classification: string;
  readonly compression: Compression;
  /** Of CSV. */
  readonly delimiter?: string;
  /** Of CSV: the first line holds the names. */
  readonly header?: boolean;
  /** Of CSV for OpenCSVSerDe, which a custom classifier asks for. */
  readonly quote?: string;
  /** Of a custom JSON classifier. */
  readonly jsonPath?: string;
  /** Of XML: the element that is a row. */
  readonly rowTag?: string;
  readonly grok?: { readonly pattern: string; readonly customPatterns: string };
}

/** What a look into one file says. */
export interface FileSchema {
  readonly format: Format;
  readonly columns: readonly Field[];
  /** Records in the part that was read; in the whole file where that is known. */
  readonly records: number;
  /** Bytes that those records take. */
  readonly bytes: number;
  /** Of Avro: its schema as JSON. */
  readonly avroSchema?: string;
}

export const formatKey = (format: Format): string => JSON.stringify(Object.entries(format).sort());

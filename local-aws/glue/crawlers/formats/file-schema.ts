import type { Field } from "./data-type";

export type Classification = "csv" | "json" | "parquet";
export type Compression = "none" | "gzip";

/** What files must share to stand in one table. */
export interface Format {
  readonly classification: Classification;
  readonly compression: Compression;
  /** Of CSV. */
  readonly delimiter?: string;
  /** Of CSV: the first line holds the names. */
  readonly header?: boolean;
}

/** What a look into one file says. */
export interface FileSchema {
  readonly format: Format;
  readonly columns: readonly Field[];
  /** Records in the part that was read; in the whole file where that is known. */
  readonly records: number;
  /** Bytes that those records take. */
  readonly bytes: number;
}

export const formatKey = ({ classification, compression, delimiter, header }: Format): string =>
  JSON.stringify([classification, compression, delimiter, header]);

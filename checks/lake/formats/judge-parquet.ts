import type { Table } from "@aws-sdk/client-glue";
import { notParquet, placeOf } from "../../engine/lab/table-form";
import { type Finding, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";

/** Where a table says that its files are, and what the files say of themselves. */
export interface SeenForm {
  readonly table: Table;
  readonly bucket: string;
  /** The compression of each column chunk, as the footers of the files have it, such as `ZSTD`. */
  readonly codecs: readonly string[];
}

/** Judges format, place and compression of the Parquet table. */
export function judgeForm({ table, bucket, codecs }: SeenForm): Finding {
  const other = notParquet(table, "a view stores no data, and each question reads the CSV again.");
  if (other !== undefined) {
    return other;
  }
  const expected = `s3://${bucket}/${keys.cuts}`;
  if (placeOf(table) !== expected) {
    return wrong(
      "The table's files lie elsewhere: without external_location Athena puts them beside its results, which are deleted after a week.",
      { praise: "The table is Parquet.", expected, seen: table.StorageDescriptor?.Location },
    );
  }
  const others = [...new Set(codecs.filter((codec) => codec !== "ZSTD"))];
  if (codecs.length === 0 || others.length > 0) {
    const why = others.includes("GZIP")
      ? ": that is what Athena takes where write_compression is not given"
      : others.includes("UNCOMPRESSED")
        ? ": they are not compressed at all"
        : "";
    return wrong(`The files have another compression${why}.`, {
      praise: "Parquet, in its place.",
      expected: "ZSTD in every file",
      seen: others.join(", ") || "no file",
    });
  }
  return right("Parquet with zstd, in its place.");
}

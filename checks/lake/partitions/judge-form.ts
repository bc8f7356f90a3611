import type { Table } from "@aws-sdk/client-glue";
import { notParquet, placeOf } from "../../engine/lab/table-form";
import { type Finding, right, wrong } from "../../engine/verdict";

/** What the form of a partitioned table should be. */
export interface WantedForm {
  /** The partition keys by their types; their order is free. */
  readonly keys: Readonly<Record<string, string>>;
  /** The folder in the bucket, with a slash at its end. */
  readonly place: string;
  /** What a question names, for a message: `a day`. */
  readonly named: string;
}

/** Judges format, partition keys and place of a table, as the catalog has them. */
export function judgePartitionedForm(table: Table, bucket: string, { keys, place, named }: WantedForm): Finding {
  const { PartitionKeys = [] } = table;
  const other = notParquet(table, "a view stores no data, and has no folders.");
  if (other !== undefined) {
    return other;
  }
  const wanted = Object.keys(keys).sort().join(", ");
  const seen = PartitionKeys.map(({ Name = "" }) => Name.toLowerCase());
  if ([...seen].sort().join(", ") !== wanted) {
    const why =
      seen.length === 0
        ? "It is not partitioned: a question about"
        : `It is partitioned by ${seen.join(", ")}: a question about`;
    return wrong(`${why} ${named} reads more than it needs.`, {
      praise: "The table is Parquet.",
      expected: `partitioned by ${wanted}`,
      seen: seen.join(", ") || "no partition",
    });
  }
  const odd = PartitionKeys.find(({ Name = "", Type = "" }) => !isOfType(Type, keys[Name.toLowerCase()] ?? ""));
  if (odd !== undefined) {
    return wrong(`${odd.Name} has another type: a day as text cannot be subtracted or compared with a date.`, {
      praise: "Its partition keys have the right names.",
      expected: `${odd.Name} ${keys[odd.Name ?? ""]}`,
      seen: `${odd.Name} ${odd.Type}`,
    });
  }
  const expected = `s3://${bucket}/${place}`;
  if (placeOf(table) !== expected) {
    return wrong("The table's files lie elsewhere: without external_location Athena puts them beside its results.", {
      praise: `Parquet, and partitioned by ${wanted}.`,
      expected,
      seen: table.StorageDescriptor?.Location,
    });
  }
  return right(`Parquet, partitioned by ${wanted}, in its place.`);
}

function isOfType(seen: string, wanted: string): boolean {
  return wanted === "string" ? /^(string|varchar|char)/.test(seen) : seen === wanted;
}

import type { Table } from "@aws-sdk/client-glue";
import { type Finding, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import { type Cut, dayOf } from "../shop/cuts";

/** Judges whether the catalog has an Iceberg table, in its place. */
export function judgeIceberg({ TableType, Parameters = {}, StorageDescriptor }: Table, bucket: string): Finding {
  if (TableType === "VIRTUAL_VIEW") {
    return wrong("It is a view: a view has no rows of its own to correct.", { expected: "a table", seen: "a view" });
  }
  if (Parameters.table_type?.toUpperCase() !== "ICEBERG") {
    return wrong("It is no Iceberg table: no row of it can be updated, deleted or merged.", {
      expected: "table_type = 'ICEBERG'",
      seen: Parameters.table_type ?? "a folder of files",
    });
  }
  const location = StorageDescriptor?.Location?.replace(/\/?$/, "/");
  return location === `s3://${bucket}/${keys.iceberg}`
    ? right("An Iceberg table.")
    : wrong("The table's files lie elsewhere.", {
        praise: "It is an Iceberg table.",
        expected: `s3://${bucket}/${keys.iceberg}`,
        seen: location,
      });
}

/** A partition as Athena writes it, such as `{cut_at_day=2025-03-03}`, and how many rows it has. */
export type SeenPartition = readonly [partition: string, rows: number];

/** Judges the partitions of the table's first snapshot with rows. */
export function judgeHidden(cuts: readonly Cut[], seen: readonly SeenPartition[]): Finding {
  const days = new Set(cuts.map(dayOf)).size;
  const names = seen.map(([partition]) => partition);
  const more = { expected: `${days} days, as {cut_at_day=2025-03-03}`, seen: names.slice(0, 2).join(", ") || "none" };
  if (names.every((name) => name === "" || name === "{}" || name === "NULL")) {
    return wrong("It is not partitioned: a question about a day opens every file.", more);
  }
  if (!names.every((name) => name.includes("cut_at_day="))) {
    return wrong("It is partitioned by something else than the day of cut_at.", more);
  }
  return seen.length < days
    ? wrong("Days are missing.", { expected: `${days} days`, seen: `${seen.length} days` })
    : right("An Iceberg table, partitioned by the day of cut_at without a column for it.");
}

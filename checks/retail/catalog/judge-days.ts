import type { Table } from "@aws-sdk/client-glue";
import { compareKeys, wrongKeys } from "../../engine/compare";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** What the crawler made of the days' files. */
export interface SeenDays {
  /** The tables whose names begin with `days_`. */
  readonly tables: readonly Pick<Table, "Name" | "PartitionKeys">[];
  /** The values of each partition of the table. */
  readonly partitions: readonly (readonly string[])[];
  /** How many objects lie there, and how many of them no day's. */
  readonly objects: number;
}

/** Judges whether the files of all days have become one table. */
export function judgeDays(days: readonly string[], { tables, partitions, objects }: SeenDays): Finding {
  if (tables.length === 0) {
    return open(`The crawler ${names.daysCrawler} has made no table yet.`);
  }
  if (tables.length > 1) {
    return wrong(
      `The crawler made ${tables.length} tables: files beside each other, with columns that differ, are a table each.`,
      { expected: `one table, ${names.daysTable}`, seen: tables.map(({ Name }) => Name).join(", ") },
    );
  }
  const [table] = tables;
  if (table?.Name !== names.daysTable) {
    return wrong("The one table has another name: a table is called as the last prefix before its partitions.", {
      praise: "It is one table.",
      expected: names.daysTable,
      seen: table?.Name,
    });
  }
  const keys = (table.PartitionKeys ?? []).map(({ Name = "" }) => Name);
  if (keys.length === 0) {
    return wrong("The table has no partitions: a question about one day reads all of them.", {
      praise: "It is one table.",
      expected: "the partition key dt",
      seen: "none",
    });
  }
  if (keys.join() !== "dt") {
    const isUnnamed = keys.some((key) => key.startsWith("partition_"));
    return wrong(
      isUnnamed
        ? "The partitions have no name: a prefix says one as dt=…."
        : "The partitions have other keys: one key of a day is asked for.",
      { praise: "It is one table.", expected: "dt", seen: keys.join(", ") },
    );
  }
  const values = partitions.map(([value = ""]) => value);
  const differing = wrongKeys("days", compareKeys(days, values), days.length, values.length);
  if (differing !== undefined) {
    return differing;
  }
  if (objects !== days.length) {
    return wrong("There are more files than days: what is left over is read, too.", {
      praise: "One table, a partition a day.",
      expected: `${days.length} objects`,
      seen: `${objects}`,
    });
  }
  return right(`One table of ${days.length} days.`);
}

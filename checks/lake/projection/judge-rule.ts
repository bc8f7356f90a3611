import type { Table } from "@aws-sdk/client-glue";
import { type Finding, right, wrong } from "../../engine/verdict";

/** A table's rule, and how many partitions of it the catalog has. */
export interface SeenRule {
  readonly table: Pick<Table, "PartitionKeys" | "Parameters">;
  readonly partitions: number;
}

/**
 * Judges whether a table is projected, and by which types.
 *
 * @param types The type of projection of each partition key.
 */
export function judgeRule({ table, partitions }: SeenRule, types: Readonly<Record<string, string>>): Finding {
  const { PartitionKeys = [], Parameters = {} } = table;
  const names = PartitionKeys.map(({ Name = "" }) => Name.toLowerCase());
  const wanted = Object.keys(types);
  if (names.length !== wanted.length || wanted.some((name) => !names.includes(name))) {
    return wrong("The table has other partition keys.", { expected: wanted.join(", "), seen: names.join(", ") });
  }
  const property = (name: string): string => Parameters[name]?.trim().toLowerCase() ?? "";
  if (property("projection.enabled") !== "true") {
    return partitions > 0
      ? wrong("Its partitions were entered into the catalog: tomorrow's folder is not among them.", {
          expected: "projection.enabled = true",
          seen: `${partitions} partitions in the catalog`,
        })
      : wrong("projection.enabled is not true: Athena asks the catalog, which knows no partition of this table.", {
          expected: "projection.enabled = true",
          seen: Parameters["projection.enabled"] ?? "no such property",
        });
  }
  if (partitions > 0) {
    return wrong("The catalog has partitions of the table: Athena does not look at them where a rule is.", {
      praise: "Projection is on.",
      expected: "no partition in the catalog",
      seen: `${partitions} partitions`,
    });
  }
  for (const [name, type] of Object.entries(types)) {
    const seen = property(`projection.${name}.type`);
    if (seen !== type) {
      return wrong(`${name} is projected as ${seen || "nothing"}${why(name, seen)}.`, {
        praise: "Projection is on.",
        expected: `projection.${name}.type = ${type}`,
        seen: seen || "no such property",
      });
    }
  }
  return right("A rule, and no partition in the catalog.");
}

function why(name: string, seen: string): string {
  if (name === "mill" && seen === "enum") {
    return ": a list ends where the next mill begins";
  }
  if (name === "day" && seen === "enum") {
    return ": a list of days has to be written anew each day";
  }
  return seen === "injected" ? ": every query would have to name it" : "";
}

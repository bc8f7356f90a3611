import type { Table } from "@aws-sdk/client-glue";
import { compareKeys, wrongKeys } from "../../engine/compare";
import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { type CategoryDay, finalRows, type GoldDays } from "./days";

/** What the catalog and Athena say of the student's table. */
export interface SeenGold {
  readonly table: Table | undefined;
  /** Names of its partitions, as Athena writes them, such as `{dt_month=569}`. */
  readonly partitions: readonly string[];
  readonly rows: readonly CategoryDay[];
  /** Whether a run for a day without silver SUCCEEDED; undefined where it was not asked for. */
  readonly isGreen?: boolean;
}

const types = { dt: "date", small_category: "string", units: "bigint", sales: "bigint" };
const missing = "There is no table category_daily yet: run the job.";

/** Task 8.1: an Iceberg table with its columns, by month. */
export function judgeTable(_days: GoldDays, { table, partitions }: SeenGold): Finding {
  if (table === undefined) {
    return open(missing);
  }
  if (table.Parameters?.table_type?.toUpperCase() !== "ICEBERG") {
    return wrong("It is no Iceberg table: nothing can be merged into it.", {
      seen: table.Parameters?.table_type ?? "",
    });
  }
  const columns = new Map((table.StorageDescriptor?.Columns ?? []).map(({ Name, Type }) => [Name, Type]));
  const other = Object.entries(types).find(([name, type]) => columns.get(name) !== type);
  if (other !== undefined) {
    return wrong(`The column ${other[0]} ${columns.has(other[0]) ? "has another type" : "is missing"}.`, {
      expected: `${other[0]} ${other[1]}`,
      seen: [...columns].map((pair) => pair.join(" ")).join(", "),
    });
  }
  if (partitions.some((one) => one === "" || one === "{}")) {
    return wrong("It is not partitioned: a question about a month opens every file.", { expected: "months(dt)" });
  }
  const strange = partitions.find((one) => !/^\{dt_month=/.test(one));
  return strange === undefined
    ? right(
        `An Iceberg table, ${partitions.length === 1 ? "one partition" : `${partitions.length} partitions`} by month.`,
      )
    : wrong("It is partitioned by something else than the month of dt.", { expected: "months(dt)", seen: strange });
}

const key = ({ dt, small_category: category }: CategoryDay): string => `${category} on ${dt}`;

/** What is wrong with the rows, the category that is gone aside. */
function wrongRows(days: GoldDays, { rows }: SeenGold): WrongFinding | undefined {
  const wanted = finalRows(days);
  const seen = rows.filter((row) => row.dt !== days.days[1] || row.small_category !== days.gone);
  const differences = compareKeys(wanted.map(key), seen.map(key));
  const numbers = { expected: `${wanted.length} rows`, seen: `${seen.length}` };
  const added = wanted.find((row) => row.small_category === days.added);
  if (added !== undefined && differences.missing.length === 1 && differences.missing[0] === key(added)) {
    return wrong(`${key(added)} is missing, which is new on a day that was there: which branch inserts?`, numbers);
  }
  const others = days.days.filter((day) => day !== days.days[1]);
  const lost = others.find((day) => !seen.some((row) => row.dt === day));
  if (lost !== undefined) {
    return wrong(`${lost} is gone: a run changes its own days, and deletes nothing of others.`, numbers);
  }
  if (differences.twice.length > 0) {
    return wrong(`${differences.twice[0]} is there more than once: a run of the same day again adds nothing.`, numbers);
  }
  const keys = wrongKeys("rows", differences, wanted.length, seen.length);
  if (keys !== undefined) {
    return keys;
  }
  const found = new Map(seen.map((row) => [key(row), row]));
  const old = wanted.find(
    (row) => found.get(key(row))?.sales !== row.sales || found.get(key(row))?.units !== row.units,
  );
  return old === undefined
    ? undefined
    : wrong(`${key(old)} has other numbers than silver: a row that is there gets the new ones.`, {
        praise: "Every row is there once.",
        expected: `${old.units} units, ${old.sales}`,
        seen: `${found.get(key(old))?.units} units, ${found.get(key(old))?.sales}`,
      });
}

/** Task 8.2: each category of each day once, with its newest numbers. */
export function judgeMerged(days: GoldDays, seen: SeenGold): Finding {
  if (seen.table === undefined) {
    return open(missing);
  }
  return wrongRows(days, seen) ?? right(`${finalRows(days).length} rows, each in its newest state.`);
}

/** Task 8.3: what a day does not have any more is gone, and no more than that. */
export function judgeGone(days: GoldDays, seen: SeenGold): Finding {
  if (seen.table === undefined) {
    return open(missing);
  }
  const wrongOnes = wrongRows(days, seen);
  if (wrongOnes !== undefined) {
    return wrongOnes;
  }
  return seen.rows.some((row) => row.dt === days.days[1] && row.small_category === days.gone)
    ? wrong(`${days.gone} is still there on ${days.days[1]}, and silver has nothing of it any more.`, {
        praise: "All other rows are right.",
      })
    : right("What silver does not have any more is gone, all else is there.");
}

/** Task 8.4: a day of which silver has nothing fails the job, and gold stays. */
export function judgeGuard(days: GoldDays, seen: SeenGold): Finding {
  if (seen.table === undefined) {
    return open(missing);
  }
  const [, , last] = days.days;
  if (!seen.rows.some(({ dt }) => dt === last)) {
    return wrong(`${last} is gone: the run that named a day without silver changed gold.`);
  }
  return seen.isGreen === true
    ? wrong(
        `A run for ${days.without}, of which silver has nothing, SUCCEEDED: nobody will look for what is missing.`,
        {
          expected: "a job that fails, with the day in its message",
        },
      )
    : right(`${last} is there as before.`);
}

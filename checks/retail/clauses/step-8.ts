import { shopData } from "../../../datasets/retail/shop-data";
import { freshKiosk, kiosk, type World } from "../../../datasets/retail/world";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { jobOnFreshData, onFreshData } from "../../engine/context";
import { type CategoryDay, finalRows, type GoldDays, goldDays } from "../gold/days";
import { judgeGone, judgeGuard, judgeMerged, judgeTable, type SeenGold } from "../gold/judge-gold";

/** What a student's job leaves in step 8. */
export interface Gold {
  readonly tableType: string | undefined;
  readonly columns: Readonly<Record<string, string>>;
  readonly partition: string;
  readonly rows: (days: GoldDays) => readonly CategoryDay[];
  /** Whether the run for a day without silver SUCCEEDED. */
  readonly isGreen: boolean;
}

const columns = { dt: "date", small_category: "string", units: "bigint", sales: "bigint" };

const right: Gold = {
  tableType: "ICEBERG",
  columns,
  partition: "{dt_month=569}",
  rows: finalRows,
  isGreen: false,
};

const others: readonly OtherWay<Gold>[] = [
  {
    name: "with a column more, rows in another order",
    solution: {
      tableType: "iceberg",
      columns: { ...columns, updated: "timestamp" },
      rows: (days) => finalRows(days).reverse(),
    },
  },
];

/** The second day as it was before. */
const oldSecond = ({ before, days }: GoldDays): CategoryDay[] => before.filter(({ dt }) => dt === days[1]);

const clauses: readonly Clause<Gold>[] = [
  {
    task: "8.1",
    clause: "an Iceberg table",
    plant: "its properties in the catalog",
    mistake: "USING parquet",
    wrong: { tableType: undefined },
    message: "It is no Iceberg table: nothing can be merged into it.",
  },
  {
    task: "8.1",
    clause: "dt is a date",
    plant: "its columns",
    mistake: "dt string",
    wrong: { columns: { ...columns, dt: "string" } },
    message: "The column dt has another type.",
  },
  {
    task: "8.1",
    clause: "units and sales",
    plant: "its columns",
    mistake: "no column units",
    wrong: { columns: { dt: "date", small_category: "string", sales: "bigint" } },
    message: "The column units is missing.",
  },
  {
    task: "8.1",
    clause: "partitioned",
    plant: "its list of partitions",
    mistake: "no PARTITIONED BY",
    wrong: { partition: "{}" },
    message: "It is not partitioned: a question about a month opens every file.",
  },
  {
    task: "8.1",
    clause: "by month",
    plant: "its list of partitions",
    mistake: "PARTITIONED BY (dt)",
    wrong: { partition: "{dt=2017-06-20}" },
    message: "It is partitioned by something else than the month of dt.",
  },
  {
    task: "8.2",
    clause: "once",
    plant: "a day that runs twice",
    mistake: "INSERT INTO",
    wrong: { rows: (days) => [...finalRows(days), ...oldSecond(days)] },
    message: "… is there more than once: a run of the same day again adds nothing.",
  },
  {
    task: "8.2",
    clause: "its newest numbers",
    plant: "a corrected day",
    mistake: "no branch WHEN MATCHED",
    wrong: {
      rows: (days) => {
        const old = new Map(oldSecond(days).map((row) => [row.small_category, row]));
        return finalRows(days).map((row) => (row.dt === days.days[1] ? (old.get(row.small_category) ?? row) : row));
      },
    },
    message: "… has other numbers than silver: a row that is there gets the new ones.",
  },
  {
    task: "8.2",
    clause: "others are added",
    plant: "a category that is new on a day that was there",
    mistake: "WHEN MATCHED alone, after an INSERT of the first run",
    wrong: { rows: (days) => finalRows(days).filter((row) => row.small_category !== days.added) },
    message: "… is missing, which is new on a day that was there: which branch inserts?",
  },
  {
    task: "8.3",
    clause: "is gone",
    plant: "a category that a corrected day does not have any more",
    mistake: "no third branch",
    wrong: {
      rows: (days) => [...finalRows(days), ...oldSecond(days).filter((row) => row.small_category === days.gone)],
    },
    message: "… is still there on …, and silver has nothing of it any more.",
  },
  {
    task: "8.3",
    clause: "no other day",
    plant: "a run of one day of three",
    mistake: "WHEN NOT MATCHED BY SOURCE THEN DELETE",
    wrong: { rows: ({ corrected }) => corrected },
    message: "… is gone: a run changes its own days, and deletes nothing of others.",
  },
  {
    task: "8.4",
    clause: "leaves gold as it was",
    plant: "a run for the last day and one of which silver has nothing",
    mistake: "the check comes after DELETE FROM … WHERE dt BETWEEN …",
    wrong: { rows: (days) => finalRows(days).filter(({ dt }) => dt !== days.days[2]) },
    message: "… is gone: the run that named a day without silver changed gold.",
  },
  {
    task: "8.4",
    clause: "fails",
    plant: "a run for the last day and one of which silver has nothing",
    mistake: "print of a warning",
    wrong: { isGreen: true },
    message: `${jobOnFreshData} A run for …, of which silver has nothing, SUCCEEDED: nobody will look for what is missing.`,
  },
];

export const step8: StepClauses<Gold> = {
  step: 8,
  right,
  others,
  clauses,
  tasks: ["8.1", "8.2", "8.3", "8.4"],
  seeds: 4,
  async judge(solution, task, seed) {
    const judge = { "8.1": judgeTable, "8.2": judgeMerged, "8.3": judgeGone, "8.4": judgeGuard }[task] ?? judgeTable;
    const [own, other] = [daysIn(kiosk), daysIn(fresh(seed))];
    const onFresh = judge(other, { ...seen(solution, other), isGreen: solution.isGreen });
    return onFreshData(judge(own, seen(solution, own)), [onFresh], jobOnFreshData);
  },
};

const daysIn = onceFor((world: World) => goldDays(shopData(world), world));
const fresh = onceFor(freshKiosk);

function seen({ tableType, columns: given, partition, rows }: Gold, days: GoldDays): SeenGold {
  const Parameters: Record<string, string> = tableType === undefined ? {} : { table_type: tableType };
  const Columns = Object.entries(given).map(([Name, Type]) => ({ Name, Type }));
  const table = { Name: "category_daily", Parameters, StorageDescriptor: { Columns } };
  return { table, partitions: [partition], rows: rows(days) };
}

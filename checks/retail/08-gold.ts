import { CreateDatabaseCommand } from "@aws-sdk/client-glue";
import { freshKiosk, kiosk } from "../../datasets/retail/world";
import type { StepJob } from "../engine/step-job";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { onFreshRuns, type Run } from "./fresh-runs";
import { type GoldDays, goldDays } from "./gold/days";
import { judgeGone, judgeGuard, judgeMerged, judgeTable, type SeenGold } from "./gold/judge-gold";
import { putGold, putSilverDay } from "./gold/put-gold";
import { keys, names } from "./layout";

export const goldJob: StepJob = {
  name: "retail-exercises-gold",
  arguments: (at) => ({
    "--silver_path": at(keys.category),
    "--table": `glue_catalog.${names.database}.${names.categoryDaily}`,
    "--location": at(keys.categoryDaily),
  }),
};

export const goldStep: Step<RetailContext> = {
  number: 8,
  name: "08-gold",
  lesson: "08-gold",
  script: "08_gold.py",
  job: goldJob,
  put: putGold,
  tasks: [
    {
      id: "8.1",
      title: "category_daily is an Iceberg table, partitioned by month",
      hint: "Which words of CREATE TABLE say how its files are kept, and which transform makes a month of a date?",
      strongerHint: "CREATE TABLE IF NOT EXISTS … USING iceberg PARTITIONED BY (months(dt)) LOCATION …",
      check: (context) => checkRuns(context, judgeTable),
    },
    {
      id: "8.2",
      title: "Each category of each day is there once, with its newest numbers",
      hint: "By which columns is a row known again? And what happens to a row that is there, and to one that is not?",
      strongerHint:
        "ON both columns; WHEN MATCHED THEN UPDATE SET *; WHEN NOT MATCHED THEN INSERT *. Then run all three cells again.",
      check: (context) => checkRuns(context, judgeMerged),
    },
    {
      id: "8.3",
      title: "What a day does not have any more is gone from it, and no other day",
      hint: "There is a third branch: for rows of the table that the source does not have. Of which days may it delete?",
      strongerHint: "WHEN NOT MATCHED BY SOURCE AND old.dt BETWEEN first AND last THEN DELETE.",
      check: (context) => checkRuns(context, judgeGone),
    },
    {
      id: "8.4",
      title: "A run for a day of which silver has nothing fails, and leaves gold as it was",
      hint: "What does the branch of task 8.3 do with a day whose silver job never ran?",
      strongerHint: "Raise an error where one of the days is not among those that are there.",
      check: (context) => checkRuns(context, judgeGuard),
    },
  ],
};

type Judge = (days: GoldDays, seen: SeenGold) => Finding;

async function checkRuns(context: RetailContext, judge: Judge): Promise<Finding> {
  const own = goldDays(context.own.truth, kiosk);
  const fresh = goldDays(context.fresh.truth, freshKiosk(context.seed));
  const database = freshDatabase(context);
  return onFreshRuns(
    context,
    goldJob,
    freshRuns(context, fresh, database),
    async () => judge(own, await seenIn(context, names.database)),
    async ({ isGreen }) => judge(fresh, { ...(await seenIn(context, database)), isGreen }),
  );
}

const databases = new WeakMap<RetailContext, string>();

function freshDatabase(context: RetailContext): string {
  const name = databases.get(context) ?? context.scratchDatabase();
  databases.set(context, name);
  return name;
}

/** What the check does with another kiosk: three days, one of them corrected, and a day without silver. */
function freshRuns({ lab }: RetailContext, fresh: GoldDays, database: string): Run[] {
  const table = { "--table": `glue_catalog.${database}.${names.categoryDaily}` };
  const [first, second, last] = fresh.days;
  const days = (from: string, to: string) => ({ ...table, "--first": from, "--last": to });
  return [
    {
      async put(root) {
        await lab.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
        for (const day of fresh.days) {
          const rows = fresh.before.filter(({ dt }) => dt === day);
          await putSilverDay(lab, day, rows, root);
        }
      },
      args: days(first, last),
    },
    { put: (root) => putSilverDay(lab, second, fresh.corrected, root), args: days(second, second) },
    { put: async () => {}, args: days(last, fresh.without), fails: true },
  ];
}

async function seenIn({ lab }: RetailContext, database: string): Promise<SeenGold> {
  const table = await lab.table(names.categoryDaily, database);
  if (table?.Parameters?.table_type?.toUpperCase() !== "ICEBERG") {
    return { table, partitions: [], rows: [] };
  }
  const rows = await lab.query(
    `SELECT CAST(dt AS varchar), small_category, units, sales FROM ${names.categoryDaily}`,
    database,
  );
  const partitions = await lab.query(`SELECT partition FROM "${names.categoryDaily}$partitions"`, database);
  return {
    table,
    partitions: partitions.rows.map(([partition = ""]) => partition),
    rows: rows.rows.map(([dt = "", category = "", units, sales]) => ({
      dt,
      small_category: category,
      units: Number(units),
      sales: Number(sales),
    })),
  };
}

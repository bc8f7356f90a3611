import { onFreshData } from "../engine/context";
import { foundView } from "../engine/lab/found-view";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { compareTable, found, overFreshData, query } from "./asking";
import type { ShopContext } from "./context";
import { judgeTypes } from "./formats/judge-table";
import { keys, names } from "./layout";
import { arrivingDay, judgeCompacted } from "./partitions/judge-compacted";
import { judgeFolders } from "./partitions/judge-folders";
import { judgePartitionedForm } from "./partitions/judge-form";
import { judgeLatest, judgeLatestScan } from "./partitions/judge-latest";
import { type Cut, dayOf } from "./shop/cuts";
import { putByDay } from "./state";

export const partitions: Step<ShopContext> = {
  number: 2,
  name: "02-partitions",
  lesson: "02-partitions",
  put: ({ lab, cuts }) => putByDay(lab, cuts),
  tasks: [
    {
      id: "2.1",
      title: "The table cuts_by_day holds every cut as Parquet, partitioned by day, under processed/cuts_by_day/",
      hint: "partitioned_by = ARRAY['…'] names a column of the SELECT. Which type has it, and where must it stand?",
      strongerHint: "SELECT *, CAST(cut_at AS date) AS day FROM cuts: the partition key comes last.",
      check: (context) => checkTable(context, byDay),
    },
    {
      id: "2.2",
      title: "The table cuts_by_site_day holds every cut once, in a folder for each site and day",
      hint: "How many folders are four sites on 28 days, and how many does one CTAS write?",
      strongerHint:
        "CREATE TABLE … AS SELECT … WHERE CAST(cut_at AS date) < date '2025-03-17', then INSERT INTO … SELECT … for the days from then on.",
      check: (context) => checkTable(context, bySiteDay),
    },
    {
      id: "2.3",
      title: "The view latest_day says cuts and failures of each site on the latest day, and reads that day alone",
      hint: 'Which days there are stands in the catalog. What does SELECT * FROM "cuts_by_day$partitions" show?',
      strongerHint: 'WHERE day = (SELECT max(day) FROM "cuts_by_day$partitions").',
      check: checkLatest,
    },
    {
      id: "2.4",
      title: `The portions of ${arrivingDay} in cuts_arriving are one file, every cut once, and nothing is left over`,
      hint: "Athena changes no file. Write the rows elsewhere as one file: how does the table learn of it?",
      strongerHint:
        "CTAS with bucketed_by = ARRAY['cut_id'], bucket_count = 1 into another folder; ALTER TABLE … PARTITION (…) SET LOCATION; then delete the portions.",
      check: checkCompacted,
    },
  ],
};

/** What those checks are given that look at the shop's own data alone. */
type OwnData = Pick<ShopContext, "lab" | "cuts">;

interface WantedTable {
  readonly name: string;
  readonly place: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly named: string;
  readonly what: string;
  readonly folderOf: (cut: Cut) => string;
  /** The folder's name in SQL. */
  readonly folder: string;
  readonly whyMissing?: string;
}

export const byDay: WantedTable = {
  name: names.byDay,
  place: keys.byDay,
  keys: { day: "date" },
  named: "a day",
  what: "days",
  folderOf: dayOf,
  folder: "CAST(day AS varchar)",
};

export const bySiteDay: WantedTable = {
  name: names.bySiteDay,
  place: keys.bySiteDay,
  keys: { site: "string", day: "date" },
  named: "a site on a day",
  what: "sites and days",
  folderOf: (cut) => `${cut.site} ${dayOf(cut)}`,
  folder: "site || ' ' || CAST(day AS varchar)",
  whyMissing: " A CTAS writes 100 partitions; INSERT INTO adds the others.",
};

async function checkTable({ lab, cuts }: OwnData, wanted: WantedTable): Promise<Finding> {
  const table = await found(lab, wanted.name);
  const form = judgePartitionedForm(table, lab.bucket, wanted);
  if (form.state !== "right") {
    return form;
  }
  const otherTypes = judgeTypes(table);
  if (otherTypes !== undefined) {
    return otherTypes;
  }
  const { rows } = await query(lab, `SELECT ${wanted.folder}, count(*) FROM ${wanted.name} GROUP BY 1`);
  const seen = rows.map(([folder = "NULL", count]) => [folder, Number(count)] as const);
  const folders = judgeFolders(cuts, seen, wanted.folderOf, wanted.what, wanted.whyMissing);
  if (folders.state !== "right") {
    return folders;
  }
  const cells = await compareTable(lab, cuts, wanted.name);
  return cells.state === "right" ? folders : cells;
}

/** What to say before the message of a view that is right on the shop's data and not on fresh data. */
export const latestOnFreshData = "On another shop's cuts what the view answers is not right.";

async function checkLatest(context: ShopContext): Promise<Finding> {
  const { lab, cuts, fresh } = context;
  const view = names.latestView;
  await foundView(lab, view, "tomorrow it still shows today. A view asks again.");
  const answer = await query(lab, `SELECT * FROM ${view}`);
  const first = judgeLatest(cuts, answer);
  if (first.state !== "right") {
    return first;
  }
  const all = (await lab.objects(keys.byDay)).reduce((sum, { size }) => sum + size, 0);
  const scan = judgeLatestScan(answer.bytesScanned, all);
  if (scan.state !== "right") {
    return scan;
  }
  const source = { table: names.byDay, folder: keys.byDay, rows: "cuts" };
  const put = (database: string) => putByDay(lab, fresh.truth, { root: fresh.root, database });
  const other = await overFreshData(context, view, source, put, async (database) =>
    judgeLatest(fresh.truth, await query(lab, `SELECT * FROM ${view}`, database)),
  );
  return onFreshData(first, [other], latestOnFreshData);
}

async function checkCompacted({ lab, cuts }: OwnData): Promise<Finding> {
  await found(lab, names.arriving);
  const partition = (await lab.partitions(names.arriving)).find(({ Values }) => Values?.[0] === arrivingDay);
  const folder = partition?.StorageDescriptor?.Location?.replace(`s3://${lab.bucket}/`, "").replace(/\/?$/, "/");
  const keysBelow = async (prefix: string) => (await lab.objects(prefix)).map(({ key }) => key);
  const { rows } = await query(lab, `SELECT cut_id FROM ${names.arriving} WHERE day = date '${arrivingDay}'`);
  return judgeCompacted(
    cuts.filter((cut) => dayOf(cut) === arrivingDay),
    {
      folder,
      files: folder === undefined ? [] : await keysBelow(folder),
      arriving: await keysBelow(keys.arriving),
      ids: rows.map(([id = "NULL"]) => id),
    },
  );
}

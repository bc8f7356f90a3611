import { AskedDuckDb, makeTable } from "../../engine/clauses/asked-duckdb";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onFreshData } from "../../engine/context";
import { groups } from "../../engine/groups";
import type { Finding } from "../../engine/verdict";
import { bySiteDay, byDay as dayTable, latestOnFreshData } from "../02-partitions";
import { cutTypes, keys } from "../layout";
import { arrivingDay, judgeCompacted } from "../partitions/judge-compacted";
import { judgeFolders } from "../partitions/judge-folders";
import { judgePartitionedForm } from "../partitions/judge-form";
import { judgeLatest, judgeLatestScan } from "../partitions/judge-latest";
import { type Cut, cutsOf, dayOf, freshCuts, shopWorld } from "../shop/cuts";

/** What a student makes in step 2. */
export interface Folders {
  readonly isView: boolean;
  readonly inputFormat: string;
  /** The partition keys with their types; undefined takes the right ones. */
  readonly keys: Readonly<Record<string, string>> | undefined;
  readonly place: string | undefined;
  /** The rows that come into the table. */
  readonly rows: (cuts: readonly Cut[]) => readonly Cut[];
  readonly dayOf: (cut: Cut) => string;
  /** The SELECT of the view, over `cuts_by_day`. */
  readonly view: string;
  /** Of the table's bytes, what the view reads. */
  readonly scanned: number;
  readonly folder: string | undefined;
  readonly files: readonly string[];
  readonly left: readonly string[];
  readonly ids: (ids: readonly string[]) => readonly string[];
}

const latest = "(SELECT max(day) FROM partitions)";
const viewOf = (select: string, where = `WHERE day = ${latest}`): Partial<Folders> => ({
  view: `SELECT site, ${select} FROM cuts_by_day ${where} GROUP BY site`,
});
const counts = "count(*) AS cuts, count(failure) AS failures";
const compacted = `processed/cuts_compacted/day=${arrivingDay}/`;
const portions = [1, 2, 3, 4].map((number) => `${keys.arriving}day=${arrivingDay}/${number}`);

const right: Folders = {
  isView: false,
  inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
  keys: undefined,
  place: undefined,
  rows: (cuts) => cuts,
  dayOf,
  view: viewOf(counts).view ?? "",
  scanned: 1 / 28,
  folder: compacted,
  files: [`${compacted}all`],
  left: [],
  ids: (ids) => ids,
};

const others: readonly OtherWay<Folders>[] = [
  {
    name: "the keys in the other order, the one file in the old folder, the view in other words",
    solution: {
      keys: undefined,
      folder: `${keys.arriving}day=${arrivingDay}/`,
      files: [`${keys.arriving}day=${arrivingDay}/all`],
      view: `SELECT sum(CASE WHEN failure IS NULL THEN 0 ELSE 1 END) AS FAILURES, count(cut_id) AS CUTS, SITE
        FROM cuts_by_day JOIN (SELECT max(day) AS last FROM partitions) ON day = last GROUP BY site`,
    },
  },
];

const laterDay = (cut: Cut): string => (cut.cut_at.slice(11) >= "15:00:00" ? nextDay(dayOf(cut)) : dayOf(cut));
const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const middle = "2025-03-17";

const clauses: readonly Clause<Folders>[] = [
  {
    task: "2.1",
    clause: "a table",
    plant: "its type in the catalog",
    mistake: "a view",
    wrong: { isView: true },
    message: "It is a view: a view stores no data, and has no folders.",
  },
  {
    task: "2.1",
    clause: "Parquet",
    plant: "the format in the catalog",
    mistake: "format = 'ORC'",
    wrong: { inputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat" },
    message: "The table is not Parquet.",
  },
  {
    task: "2.1",
    clause: "partitioned",
    plant: "the partition keys in the catalog",
    mistake: "no partitioned_by",
    wrong: { keys: {} },
    message: "It is not partitioned: a question about a day reads more than it needs.",
  },
  {
    task: "2.1",
    clause: "by day",
    plant: "the partition keys in the catalog",
    mistake: "partitioned by site",
    wrong: { keys: { site: "string" } },
    message: "It is partitioned by site: a question about a day reads more than it needs.",
  },
  {
    task: "2.1",
    clause: "a date",
    plant: "the type of the partition key",
    mistake: "the day as text",
    wrong: { keys: { day: "string" } },
    message: "day has another type: a day as text cannot be subtracted or compared with a date.",
  },
  {
    task: "2.1",
    clause: "under processed/cuts_by_day/",
    plant: "the place in the catalog",
    mistake: "no external_location",
    wrong: { place: "athena-results/tables/x/" },
    message: "The table's files lie elsewhere: without external_location Athena puts them beside its results.",
  },
  {
    task: "2.1",
    clause: "the day of cut_at",
    plant: "cuts are made at all hours",
    mistake: "the day in another time zone",
    wrong: { dayOf: laterDay },
    message: "Of the days, 1 is too many (such as …).",
  },
  {
    task: "2.1",
    clause: "the day of cut_at, not the nearest one",
    plant: "cuts are made at all hours of the last day",
    mistake: "afternoons with the next day, the last day cut off",
    wrong: { dayOf: (cut) => (laterDay(cut) > "2025-03-30" ? dayOf(cut) : laterDay(cut)) },
    message: "… has another number of cuts: cuts lie with another day than their own. Is day the date of cut_at?",
  },
  {
    task: "2.1",
    clause: "every cut",
    plant: "every day has cuts that did not fail",
    mistake: "WHERE failure IS NULL",
    wrong: { rows: (cuts) => cuts.filter(({ failure }) => failure === null) },
    message: "… has another number of cuts: some are missing. Does a WHERE leave them out?",
  },
  {
    task: "2.2",
    clause: "site and day",
    plant: "the partition keys in the catalog",
    mistake: "partitioned by day alone, which is below the limit",
    wrong: { keys: { day: "date" } },
    message: "It is partitioned by day: a question about a site on a day reads more than it needs.",
  },
  {
    task: "2.2",
    clause: "every folder",
    plant: "4 sites on 28 days are more than 100 folders",
    mistake: "the CTAS of the first two weeks alone",
    wrong: { rows: (cuts) => cuts.filter((cut) => dayOf(cut) < middle) },
    message:
      "Of the sites and days, 56 are missing (such as …). A CTAS writes 100 partitions; INSERT INTO adds the others.",
  },
  {
    task: "2.2",
    clause: "every cut once",
    plant: "the days from the middle on",
    mistake: "INSERT INTO is run twice",
    wrong: { rows: (cuts) => [...cuts, ...cuts.filter((cut) => dayOf(cut) >= middle)] },
    message: "… has another number of cuts: twice as many, as after an INSERT INTO that was run twice.",
  },
  {
    task: "2.2",
    clause: "each day in one part only",
    plant: "the day in the middle has cuts",
    mistake: "<= in the CTAS and >= in the INSERT",
    wrong: { rows: (cuts) => [...cuts, ...cuts.filter((cut) => dayOf(cut) === middle)] },
    message: "Aalen 2025-03-17 has another number of cuts: twice as many, as after an INSERT INTO that was run twice.",
  },
  {
    task: "2.2",
    clause: "no day between the parts",
    plant: "the day in the middle has cuts",
    mistake: "< in the CTAS and > in the INSERT",
    wrong: { rows: (cuts) => cuts.filter((cut) => dayOf(cut) !== middle) },
    message:
      "Of the sites and days, 4 are missing (such as Aalen 2025-03-17). A CTAS writes 100 partitions; INSERT INTO adds the others.",
  },
  {
    task: "2.3",
    clause: "site, cuts, failures",
    plant: "the columns",
    mistake: "failures is called failed",
    wrong: viewOf("count(*) AS cuts, count(failure) AS failed"),
    message: "The view has no column failures.",
  },
  {
    task: "2.3",
    clause: "the latest day",
    plant: "there are 28 days",
    mistake: "no WHERE",
    wrong: viewOf(counts, ""),
    message: "The view counts the cuts of all days: only the latest day is asked for.",
  },
  {
    task: "2.3",
    clause: "the latest, not the first",
    plant: "the first day has other counts",
    mistake: "min(day)",
    wrong: viewOf(counts, "WHERE day = (SELECT min(day) FROM partitions)"),
    message: "cuts of … is another number: that is the first day's.",
  },
  {
    task: "2.3",
    clause: "how many failed",
    plant: "most cuts did not fail",
    mistake: "count(*) as failures",
    wrong: viewOf("count(*) AS cuts, count(*) AS failures"),
    message: "failures of … is another number: it is that of all its cuts.",
  },
  {
    task: "2.3",
    clause: "any day",
    plant: "another shop has other days",
    mistake: "the day written into the SQL",
    wrong: viewOf(counts, "WHERE day = date '2025-03-30'"),
    message: `${latestOnFreshData} The view has no row: which day does it ask for?`,
  },
  {
    task: "2.3",
    clause: "reads that day alone",
    plant: "the bytes that Athena reports",
    mistake: "SELECT max(day) FROM cuts_by_day",
    wrong: { scanned: 1 },
    message: "The view reads more than the latest day: what must be read to know which day that is?",
  },
  {
    task: "2.4",
    clause: "one file",
    plant: "a CTAS with several writers",
    mistake: "two files",
    wrong: { files: [`${compacted}1`, `${compacted}2`] },
    message: "The day lies in 2 files. One was asked for: bucketed_by with bucket_count = 1 makes one a partition.",
  },
  {
    task: "2.4",
    clause: "every cut once",
    plant: "the portions are there still",
    mistake: "INSERT INTO cuts_arriving SELECT * FROM cuts_arriving",
    wrong: { folder: `${keys.arriving}day=${arrivingDay}/`, files: [...portions, "5"], ids: (ids) => [...ids, ...ids] },
    message: "Every cut of the day is there twice: INSERT INTO adds to the portions that it reads.",
  },
  {
    task: "2.4",
    clause: "the table leads to the file",
    plant: "the partition in the catalog",
    mistake: "the portions deleted, the partition where it was",
    wrong: { folder: `${keys.arriving}day=${arrivingDay}/`, files: [], ids: () => [] },
    message: "The day has no cut any more: the partition leads to a folder without files.",
  },
  {
    task: "2.4",
    clause: "in the table cuts_arriving",
    plant: "the partition in the catalog",
    mistake: "DROP PARTITION",
    wrong: { folder: undefined, files: [], ids: () => [] },
    message: "The table has no partition of 2025-03-10 any more.",
  },
  {
    task: "2.4",
    clause: "all of them",
    plant: "every portion has cuts",
    mistake: "the last portion came after the CTAS",
    wrong: { ids: (ids) => ids.slice(0, -20) },
    message: "Of the cuts of the day, 20 are missing (such as …).",
  },
  {
    task: "2.4",
    clause: "nothing left over",
    plant: "a listing",
    mistake: "the portions are not deleted",
    wrong: { left: portions },
    message: "A portion is left over: no table reads it any more, and it is paid for every month.",
  },
];

export const step2: StepClauses<Folders> = {
  step: 2,
  right,
  others,
  clauses,
  tasks: ["2.1", "2.2", "2.3", "2.4"],
  seeds: 20,
  judge,
};

const own = cutsOf(shopWorld);
const bucket = "bucket";

async function judge(solution: Folders, task: string, seed: number): Promise<Finding> {
  if (task === "2.1" || task === "2.2") {
    return judgeTable(solution, task === "2.1" ? dayTable : bySiteDay);
  }
  if (task === "2.3") {
    const first = judgeLatest(own, await duckDb.answer(own, solution.view));
    const scan = judgeLatestScan(solution.scanned * 1_000, 1_000);
    const fresh = freshCuts(seed);
    return first.state === "right" && scan.state !== "right"
      ? scan
      : onFreshData(first, [judgeLatest(fresh, await duckDb.answer(fresh, solution.view))], latestOnFreshData);
  }
  const ofDay = own.filter((cut) => dayOf(cut) === arrivingDay);
  const ids = solution.ids(ofDay.map(({ cut_id: id }) => String(id)));
  const { folder, files, left } = solution;
  return judgeCompacted(ofDay, { folder, files, arriving: left, ids });
}

function judgeTable(solution: Folders, wanted: typeof dayTable): Finding {
  const table = {
    Name: wanted.name,
    TableType: solution.isView ? "VIRTUAL_VIEW" : "EXTERNAL_TABLE",
    PartitionKeys: Object.entries(solution.keys ?? wanted.keys).map(([Name, Type]) => ({ Name, Type })),
    StorageDescriptor: {
      Columns: Object.entries(cutTypes).map(([Name, Type]) => ({ Name, Type })),
      InputFormat: solution.inputFormat,
      Location: `s3://${bucket}/${solution.place ?? wanted.place}`,
    },
  };
  const form = judgePartitionedForm(table, bucket, wanted);
  if (form.state !== "right") {
    return form;
  }
  const folderOf = (cut: Cut): string =>
    wanted === dayTable ? solution.dayOf(cut) : `${cut.site} ${solution.dayOf(cut)}`;
  const seen = groups(solution.rows(own), folderOf).map(([folder, cuts]) => [folder, cuts.length] as const);
  return judgeFolders(own, seen, wanted.folderOf, wanted.what, wanted.whyMissing);
}

const duckDb = new AskedDuckDb<readonly Cut[]>(async (connection, cuts) => {
  const rows = cuts.map(
    (cut) =>
      `(${cut.cut_id}, '${cut.site}', ${cut.failure === null ? "NULL" : `'${cut.failure}'`}, date '${dayOf(cut)}')`,
  );
  await makeTable(connection, "cuts_by_day", "cut_id, site, failure, day", rows);
  await connection.run("CREATE TABLE partitions AS SELECT DISTINCT day FROM cuts_by_day");
});

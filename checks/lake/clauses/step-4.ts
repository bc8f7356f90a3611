import { AskedDuckDb, makeTable } from "../../engine/clauses/asked-duckdb";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onFreshData } from "../../engine/context";
import type { Finding } from "../../engine/verdict";
import { allOnFreshData } from "../04-schema-evolution";
import { allSql, judgeAll } from "../evolution/judge-all";
import { judgeDaily } from "../evolution/judge-daily";
import { judgeGradeColumn, judgeGrades } from "../evolution/judge-grade";
import { judgeRolled, judgeRolledRows, madeVersions, type VersionColumns } from "../evolution/judge-rolled";
import { byProgram, standstill, vanishedDays, wearText } from "../evolution/programs";
import { type Cut, cutsOf, dayOf, freshCuts, shopWorld } from "../shop/cuts";

/** What a student makes in step 4. */
export interface Evolved {
  readonly isView: boolean;
  readonly columns: Readonly<Record<string, string>>;
  readonly keys: readonly string[];
  readonly programs: readonly string[];
  /** The grade that a cut has in the table. */
  readonly grade: (cut: Cut, program: string) => string | null;
  /** The SELECT of the view, over `cuts_before` and `cuts_after`. */
  readonly view: string;
  /** The versions of the table in the end. */
  readonly versions: readonly VersionColumns[];
  /** Of the cuts, the part that the table reads. */
  readonly read: number;
  readonly partitions: (days: readonly string[]) => readonly string[];
  readonly withObjects: (days: readonly string[]) => readonly string[];
}

const old = { cut_id: "bigint", site: "string", mill: "string", cut_at: "timestamp", torque_nm: "double" };
const graded = { ...old, failure: "string", grade: "string" };
const oldSide = "SELECT cut_id, site, mill, cut_at, NULL AS grade, torque_nm, wear_min, failure FROM cuts_before";
const newSide = (wear: string): string =>
  `SELECT cut_id, site, mill, cut_at, grade, torque_nm, ${wear} AS wear_min, failure FROM cuts_after`;
const number = "CAST(replace(wear_min, ' min', '') AS int)";
const isVanished = (day: string): boolean => vanishedDays.some((one) => one === day);
const [firstVersion = [], goodVersion = [], textVersion = [], brokenVersion = []] = madeVersions;

const right: Evolved = {
  isView: false,
  columns: graded,
  keys: ["program"],
  programs: ["old", "new"],
  grade: (cut, program) => (program === "new" ? cut.grade : null),
  view: `${oldSide} UNION ALL ${newSide(number)}`,
  versions: [...madeVersions, goodVersion],
  read: 1,
  partitions: (days) => days.filter((day) => !isVanished(day)),
  withObjects: (days) => days.filter((day) => !isVanished(day)),
};

const others: readonly OtherWay<Evolved>[] = [
  {
    name: "other types of texts, the view with its columns in another order, some versions more",
    solution: {
      columns: { ...graded, grade: "varchar(1)" },
      view: `SELECT wear_min AS WEAR_MIN, torque_nm, cut_id, grade, failure, mill, site, cut_at FROM (
        ${newSide("CAST(split_part(wear_min, ' ', 1) AS bigint)")} UNION ${oldSide})`,
      versions: [...madeVersions, firstVersion, goodVersion],
    },
  },
];

const clauses: readonly Clause<Evolved>[] = [
  {
    task: "4.1",
    clause: "the table itself",
    plant: "its type in the catalog",
    mistake: "a view of the same name",
    wrong: { isView: true },
    message: "It is a view: the table itself was to get the column.",
  },
  {
    task: "4.1",
    clause: "the other columns stay",
    plant: "the columns in the catalog",
    mistake: "REPLACE COLUMNS (grade string)",
    wrong: { columns: { grade: "string" } },
    message: "Columns are gone: REPLACE COLUMNS keeps those that it names, and no others.",
  },
  {
    task: "4.1",
    clause: "by program",
    plant: "the partition keys in the catalog",
    mistake: "the table made anew without partitions",
    wrong: { keys: [] },
    message: "The table has lost its partition key program.",
  },
  {
    task: "4.1",
    clause: "grade as in the files",
    plant: "its type in the catalog",
    mistake: "grade int",
    wrong: { columns: { ...graded, grade: "int" } },
    message: "grade has another type: the files hold letters.",
  },
  {
    task: "4.1",
    clause: "the cuts of both programs",
    plant: "the rows that Athena reads",
    mistake: "a partition is dropped and not added again",
    wrong: { programs: ["new"] },
    message: "The table has another number of cuts of the old program: are both partitions there?",
  },
  {
    task: "4.1",
    clause: "NULL where no file says it",
    plant: "the old program's rows",
    mistake: "the old files written anew with the source's grades",
    wrong: { grade: ({ grade }) => grade },
    message: "Cuts of the old program have a grade: no file of theirs holds one.",
  },
  {
    task: "4.1",
    clause: "the new program's grades",
    plant: "the new program's rows",
    mistake: "the column reads by place",
    wrong: { grade: () => null },
    message: "Of the new program, the grade L has another number of cuts.",
  },
  {
    task: "4.2",
    clause: "every column",
    plant: "the columns",
    mistake: "grade left out, for the old side has none",
    wrong: {
      view: `SELECT * EXCLUDE (grade) FROM (${right.view})`,
    },
    message: "The view has no column grade.",
  },
  {
    task: "4.2",
    clause: "a whole number",
    plant: "the column's type",
    mistake: "both sides as text",
    wrong: {
      view: `${oldSide.replace("wear_min", "CAST(wear_min AS varchar) AS wear_min")} UNION ALL ${newSide("wear_min")}`,
    },
    message: "wear_min is no whole number in the view: as text, 9 comes after 10.",
  },
  {
    task: "4.2",
    clause: "the value of the text",
    plant: "the unit behind the number",
    mistake: "TRY_CAST(wear_min AS int)",
    wrong: { view: `${oldSide} UNION ALL ${newSide("TRY_CAST(wear_min AS int)")}` },
    message:
      "wear_min of cut … is another than in the file: TRY_CAST makes NULL of a text with a unit, and says nothing.",
  },
  {
    task: "4.2",
    clause: "each value in its column",
    plant: "another order of the columns",
    mistake: "UNION ALL without naming them",
    wrong: {
      view: `SELECT cut_id, site, mill, cut_at, NULL AS grade, torque_nm, wear_min, failure FROM cuts_before UNION ALL
        SELECT * REPLACE (${number} AS wear_min) FROM cuts_after`,
    },
    message:
      "site of cut … is another than in the file: UNION ALL puts columns together by their place, and the new program has another order.",
  },
  {
    task: "4.2",
    clause: "both programs",
    plant: "cuts on both sides",
    mistake: "the new side alone",
    wrong: { view: newSide(number) },
    message: "The view shows the cuts of the new program alone.",
  },
  {
    task: "4.2",
    clause: "NULL where the old program wrote none",
    plant: "the old program's rows",
    mistake: "'M' for all, as most have it",
    wrong: { view: `${oldSide.replace("NULL AS grade", "'M' AS grade")} UNION ALL ${newSide(number)}` },
    message: "grade of cut … is another than in the file: the old program wrote none, so nobody knows it.",
  },
  {
    task: "4.2",
    clause: "any wear",
    plant: "another shop has other cuts",
    mistake: "a WHERE on the shop's numbers",
    wrong: { view: `SELECT * FROM (${right.view}) WHERE cut_id <= 10000` },
    message: `${allOnFreshData} Of the cuts, …`,
  },
  {
    task: "4.3",
    clause: "a number again",
    plant: "two bad versions",
    mistake: "one version back",
    wrong: { versions: [...madeVersions, textVersion] },
    message: "failure is back, but torque_nm is text: one version back is not far enough.",
  },
  {
    task: "4.3",
    clause: "the last good version",
    plant: "two good versions",
    mistake: "back to the first version",
    wrong: { versions: [...madeVersions, firstVersion] },
    message: "That is too far back: grade came before the columns were broken.",
  },
  {
    task: "4.3",
    clause: "the columns of that version",
    plant: "the columns in the catalog",
    mistake: "ADD COLUMNS (failure string)",
    wrong: { versions: [...madeVersions, [...brokenVersion, "failure string"]] },
    message: "The newest version has columns that none of the versions before it had.",
  },
  {
    task: "4.3",
    clause: "all versions are there",
    plant: "the versions in the catalog",
    mistake: "DROP TABLE and CREATE TABLE",
    wrong: { versions: [goodVersion] },
    message: "What was broken cannot be looked at any more: the table was made anew, or its versions deleted.",
  },
  {
    task: "4.3",
    clause: "over its files",
    plant: "the rows that Athena reads",
    mistake: "UpdateTable without the Location",
    wrong: { read: 0 },
    message: "The columns are right, but the table reads another number of cuts: is its location the old one?",
  },
  {
    task: "4.4",
    clause: "no other day",
    plant: "three days without objects",
    mistake: "the first one alone",
    wrong: { partitions: (days) => days.filter((day) => day !== vanishedDays[0]) },
    message: "2025-03-15, 2025-03-23 still has a partition, and no object.",
  },
  {
    task: "4.4",
    clause: "each day with an object, also with an empty one",
    plant: "a day whose object is empty",
    mistake: "the days of which SELECT count(*) knows none",
    wrong: { partitions: (days) => right.partitions(days).filter((day) => day !== standstill) },
    message:
      "2025-03-16 has an object, an empty one: on that day nothing was cut. A day without rows is not a day without files.",
  },
  {
    task: "4.4",
    clause: "each day with an object",
    plant: "28 days",
    mistake: "a comparison of days as text that leaves one out",
    wrong: { partitions: (days) => right.partitions(days).slice(1) },
    message: "The partition of 2025-03-03 is gone, and its object is there.",
  },
  {
    task: "4.4",
    clause: "a partition for each day",
    plant: "the partitions in the catalog",
    mistake: "the table made anew, without partitions",
    wrong: { partitions: () => [] },
    message: "The table has no partition any more: only days without an object were to go.",
  },
  {
    task: "4.4",
    clause: "the objects stay",
    plant: "a listing",
    mistake: "the folder of a day that is there is deleted",
    wrong: { withObjects: (days) => right.withObjects(days).slice(1) },
    message: "Objects of 2025-03-03 are gone, too: no file was to be deleted.",
  },
  {
    task: "4.4",
    clause: "what is gone is gone",
    plant: "a listing",
    mistake: "empty objects put in place of the lost ones",
    wrong: { partitions: (days) => days, withObjects: (days) => days },
    message: "2025-03-08 has an object again: what is gone is gone, and a file without its rows hides that.",
  },
];

export const step4: StepClauses<Evolved> = {
  step: 4,
  right,
  others,
  clauses,
  tasks: ["4.1", "4.2", "4.3", "4.4"],
  seeds: 20,
  judge,
};

const own = cutsOf(shopWorld);

async function judge(solution: Evolved, task: string, seed: number): Promise<Finding> {
  if (task === "4.1") {
    return judgeTable(solution);
  }
  if (task === "4.2") {
    const fresh = freshCuts(seed);
    const first = await seenAll(own, solution.view);
    return first.state === "right" ? onFreshData(first, [await seenAll(fresh, solution.view)], allOnFreshData) : first;
  }
  if (task === "4.3") {
    const finding = judgeRolled(solution.versions);
    const wanted = { cuts: 100, grades: 100, failures: 3 };
    const rows = judgeRolledRows(wanted, { ...wanted, cuts: wanted.cuts * solution.read });
    return finding.state === "right" && rows.state !== "right" ? rows : finding;
  }
  const days = [...new Set(own.map(dayOf))].sort();
  return judgeDaily(days, solution.partitions(days), solution.withObjects(days));
}

function judgeTable({ isView, columns, keys, programs, grade }: Evolved): Finding {
  const column = judgeGradeColumn({
    Name: "cuts_by_program",
    TableType: isView ? "VIRTUAL_VIEW" : "EXTERNAL_TABLE",
    StorageDescriptor: { Columns: Object.entries(columns).map(([Name, Type]) => ({ Name, Type })) },
    PartitionKeys: keys.map((Name) => ({ Name, Type: "string" })),
  });
  if (column.state !== "right") {
    return column;
  }
  const { before, after } = byProgram(own);
  const rows = [...before.map((cut) => ["old", cut] as const), ...after.map((cut) => ["new", cut] as const)];
  const seen = rows
    .filter(([program]) => programs.includes(program))
    .map(([program, cut]) => [program, grade(cut, program) ?? undefined, 1] as const);
  return judgeGrades(own, seen);
}

const duckDb = new AskedDuckDb<readonly Cut[]>(async (connection, cuts) => {
  const { before, after } = byProgram(cuts);
  const text = (value: string | null): string => (value === null ? "CAST(NULL AS varchar)" : `'${value}'`);
  await makeTable(
    connection,
    "cuts_before",
    "cut_id, site, mill, cut_at, torque_nm, wear_min, failure",
    before.map(
      (cut) =>
        `(${cut.cut_id}, ${text(cut.site)}, ${text(cut.mill)}, ${text(cut.cut_at)}, ${cut.torque_nm}::double, ${cut.wear_min}, ${text(cut.failure)})`,
    ),
  );
  await makeTable(
    connection,
    "cuts_after",
    "cut_id, mill, site, cut_at, grade, torque_nm, wear_min, failure",
    after.map(
      (cut) =>
        `(${cut.cut_id}, ${text(cut.mill)}, ${text(cut.site)}, ${text(cut.cut_at)}, ${text(cut.grade)}, ${cut.torque_nm}::double, ${text(wearText(cut))}, ${text(cut.failure)})`,
    ),
  );
});

async function seenAll(cuts: readonly Cut[], view: string): Promise<Finding> {
  await (await duckDb.connection(cuts)).run(`CREATE OR REPLACE VIEW cuts_all AS ${view}`);
  const counted = await duckDb.answer(cuts, "SELECT count(*) FROM cuts_all");
  const found = await duckDb.answer(cuts, allSql("cuts_all", cuts.length));
  return judgeAll(cuts, { ...found, count: Number(counted.rows[0]?.[0]) });
}

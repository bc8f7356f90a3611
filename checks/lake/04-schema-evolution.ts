import { paginateGetTableVersions, type TableVersion } from "@aws-sdk/client-glue";
import { onFreshData } from "../engine/context";
import { foundView } from "../engine/lab/found-view";
import type { Lab } from "../engine/lab/lab";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { found, overFreshData, query } from "./asking";
import type { ShopContext } from "./context";
import { allSql, judgeAll } from "./evolution/judge-all";
import { judgeDaily } from "./evolution/judge-daily";
import { judgeGradeColumn, judgeGrades } from "./evolution/judge-grade";
import { judgeRolled, judgeRolledRows } from "./evolution/judge-rolled";
import { byProgram } from "./evolution/programs";
import { keys, names } from "./layout";
import { type Cut, dayOf } from "./shop/cuts";
import { putPrograms } from "./state";

export const evolution: Step<ShopContext> = {
  number: 4,
  name: "04-schema-evolution",
  lesson: "04-schema-evolution",
  put: ({ lab, cuts }) => putPrograms(lab, cuts),
  tasks: [
    {
      id: "4.1",
      title: "The table cuts_by_program has the column grade: the new program's grades, NULL for the old one's cuts",
      hint: "The files of the new program have the column. Which of the three places does not?",
      strongerHint: "ALTER TABLE cuts_by_program ADD COLUMNS (grade string).",
      check: checkGrade,
    },
    {
      id: "4.2",
      title: "The view cuts_all shows the cuts of both programs in one form, with wear_min as a whole number",
      hint: "UNION ALL goes by places: name the columns on both sides. What is before the unit of wear_min?",
      strongerHint:
        "CAST(replace(wear_min, ' min', '') AS int) on the new side, CAST(NULL AS varchar) AS grade on the old.",
      check: checkAll,
    },
    {
      id: "4.3",
      title: "The table cuts_rolled has the columns of its last good version, and all versions are there to look at",
      hint: "GetTableVersions shows all of them. Which is the newest that has grade and a torque_nm that is a number?",
      strongerHint: "UpdateTable with Name, StorageDescriptor, TableType and Parameters of the version 1.",
      check: checkRolled,
    },
    {
      id: "4.4",
      title: "The table cuts_daily has a partition for each day with an object below daily/, and for no other day",
      hint: "The catalog says which days there should be, S3 which there are. Is a day without rows a day without files?",
      strongerHint:
        "For each of glue.partitions(database, 'cuts_daily'): s3.totals(bucket, …) of its folder; where objects is 0, ALTER TABLE … DROP PARTITION.",
      check: checkDaily,
    },
  ],
};

/** What those checks are given that look at the shop's own data alone. */
type OwnData = Pick<ShopContext, "lab" | "cuts">;

async function checkGrade({ lab, cuts }: OwnData): Promise<Finding> {
  const column = judgeGradeColumn(await found(lab, names.byProgram));
  if (column.state !== "right") {
    return column;
  }
  const { rows } = await query(lab, `SELECT program, grade, count(*) FROM ${names.byProgram} GROUP BY 1, 2`);
  return judgeGrades(
    cuts,
    rows.map(([program = "NULL", grade, count]) => [program, grade, Number(count)] as const),
  );
}

/** What to say before the message of a view that is right on the shop's data and not on fresh data. */
export const allOnFreshData = "On another shop's cuts what the view shows is not right.";

async function seenAll(lab: Lab, cuts: readonly Cut[], database?: string) {
  const view = names.allView;
  const { rows: counted } = await query(lab, `SELECT count(*) FROM ${view}`, database);
  const { columns, rows } = await query(lab, allSql(view, cuts.length), database);
  return judgeAll(cuts, { columns, rows, count: Number(counted[0]?.[0]) });
}

async function checkAll(context: ShopContext): Promise<Finding> {
  const { lab, cuts, fresh } = context;
  const view = names.allView;
  await foundView(lab, view, "what is cut tomorrow is not in it. A view asks again.");
  const first = await seenAll(lab, cuts);
  if (first.state !== "right") {
    return first;
  }
  const source = { table: names.before, folder: keys.before, rows: "cuts" };
  const put = (database: string) => putPrograms(lab, fresh.truth, { root: fresh.root, database });
  const judge = (database: string) => seenAll(lab, fresh.truth, database);
  return onFreshData(first, [await overFreshData(context, view, source, put, judge)], allOnFreshData);
}

async function checkRolled({ lab, cuts }: OwnData): Promise<Finding> {
  await found(lab, names.rolled);
  const versions: TableVersion[] = [];
  const input = { DatabaseName: lab.database, TableName: names.rolled };
  for await (const page of paginateGetTableVersions({ client: lab.glue }, input)) {
    versions.push(...(page.TableVersions ?? []));
  }
  const columns = versions
    .sort((a, b) => Number(a.VersionId) - Number(b.VersionId))
    .map(({ Table }) => (Table?.StorageDescriptor?.Columns ?? []).map(({ Name, Type }) => `${Name} ${Type}`));
  const finding = judgeRolled(columns);
  if (finding.state !== "right") {
    return finding;
  }
  const { rows } = await query(lab, `SELECT count(*), count(grade), count(failure) FROM ${names.rolled}`);
  const [seen, grades, failures] = (rows[0] ?? []).map(Number);
  const { after } = byProgram(cuts);
  const wanted = {
    cuts: after.length,
    grades: after.length,
    failures: after.filter(({ failure }) => failure !== null).length,
  };
  const read = judgeRolledRows(wanted, { cuts: seen ?? 0, grades: grades ?? 0, failures: failures ?? 0 });
  return read.state === "right" ? finding : read;
}

async function checkDaily({ lab, cuts }: OwnData): Promise<Finding> {
  await found(lab, names.daily);
  const partitions = (await lab.partitions(names.daily)).map(({ Values }) => Values?.[0] ?? "").sort();
  const objects = await lab.objects(keys.daily);
  const withObjects = new Set(objects.map(({ key }) => /day=([\d-]+)\//.exec(key)?.[1] ?? ""));
  return judgeDaily([...new Set(cuts.map(dayOf))].sort(), partitions, [...withObjects].sort());
}

import type { Table } from "@aws-sdk/client-glue";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import type { Cut } from "../shop/cuts";
import { byProgram } from "./programs";

const columns = ["cut_id", "site", "mill", "cut_at", "torque_nm", "failure"];

/** Judges the columns of the table of both programs, as the catalog has them. */
export function judgeGradeColumn({ TableType, StorageDescriptor, PartitionKeys = [] }: Table): Finding {
  if (TableType === "VIRTUAL_VIEW") {
    return wrong("It is a view: the table itself was to get the column.", { expected: "a table", seen: "a view" });
  }
  const seen = new Map(
    (StorageDescriptor?.Columns ?? []).map(({ Name = "", Type = "" }) => [Name.toLowerCase(), Type]),
  );
  const gone = columns.filter((name) => !seen.has(name));
  if (gone.length > 0) {
    return wrong("Columns are gone: REPLACE COLUMNS keeps those that it names, and no others.", {
      expected: [...columns, "grade"].join(", "),
      seen: [...seen.keys()].join(", "),
    });
  }
  if (PartitionKeys.map(({ Name }) => Name).join() !== "program") {
    return wrong("The table has lost its partition key program.", {
      expected: "program",
      seen: PartitionKeys.map(({ Name }) => Name).join() || "no partition key",
    });
  }
  const type = seen.get("grade");
  if (type === undefined) {
    return open("The table has no column grade yet.");
  }
  return /^(string|varchar|char)/.test(type)
    ? right("The column is there.")
    : wrong("grade has another type: the files hold letters.", { expected: "grade string", seen: `grade ${type}` });
}

/** How many cuts of a program have a grade; undefined is NULL. */
export type SeenGrade = readonly [program: string, grade: string | undefined, cuts: number];

/** Judges the grades that Athena reads. */
export function judgeGrades(cuts: readonly Cut[], seen: readonly SeenGrade[]): Finding {
  const { before, after } = byProgram(cuts);
  const countOf = (program: string, grade?: string): number =>
    seen
      .filter(([one, letter]) => one === program && (grade === undefined || letter === grade))
      .reduce((sum, [, , count]) => sum + count, 0);
  for (const [program, own] of [
    ["old", before],
    ["new", after],
  ] as const) {
    if (countOf(program) !== own.length) {
      return wrong(`The table has another number of cuts of the ${program} program: are both partitions there?`, {
        praise: "The column is there.",
        expected: `${own.length} cuts`,
        seen: `${countOf(program)} cuts`,
      });
    }
  }
  const invented = seen.find(([program, grade]) => program === "old" && grade !== undefined);
  if (invented !== undefined) {
    return wrong("Cuts of the old program have a grade: no file of theirs holds one.", {
      expected: "NULL",
      seen: `${invented[1]} for ${invented[2]} cuts`,
    });
  }
  for (const grade of ["L", "M", "H"]) {
    const wanted = after.filter((cut) => cut.grade === grade).length;
    if (countOf("new", grade) !== wanted) {
      return wrong(`Of the new program, the grade ${grade} has another number of cuts.`, {
        praise: "Every cut is there.",
        expected: `${wanted} cuts`,
        seen: `${countOf("new", grade)} cuts`,
      });
    }
  }
  return right(`${after.length} cuts with their grade, ${before.length} with NULL.`);
}

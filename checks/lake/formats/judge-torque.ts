import { close, compareKeys, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { Cut } from "../shop/cuts";

const columns = ["site", "cuts", "mean_torque", "failures"] as const;
const tolerance = 0.0005;

/** Judges what the view says of each site. */
export function judgeTorque(cuts: readonly Cut[], answer: Pick<Answer, "columns" | "rows">): Finding {
  const read = readAnswer(answer, columns);
  if (!("rows" in read)) {
    return read;
  }
  const { rows } = read;
  const sites = new Map(groups(cuts, ({ site }) => site));
  const seen = rows.map((row) => row.site ?? "NULL");
  const differing = wrongKeys("sites", compareKeys(sites.keys(), seen), sites.size, seen.length);
  if (differing !== undefined) {
    return differing;
  }
  for (const row of rows) {
    const site = row.site ?? "";
    const own = sites.get(site) ?? [];
    const failed = own.filter(({ failure }) => failure !== null).length;
    const mean = own.reduce((sum, { torque_nm: torque }) => sum + torque, 0) / own.length;
    if (!close(row.cuts, own.length, 0)) {
      return wrong(`cuts of ${site} is another number.`, {
        expected: `${own.length}`,
        seen: row.cuts ?? "NULL",
      });
    }
    if (!close(row.failures, failed, 0)) {
      const isAll = close(row.failures, own.length, 0);
      return wrong(
        `failures of ${site} is another number${isAll ? ": it is that of all cuts. What counts count(*), and what count(failure)?" : "."}`,
        { praise: "cuts is right.", expected: `${failed}`, seen: row.failures ?? "NULL" },
      );
    }
    if (!close(row.mean_torque, mean, tolerance)) {
      const isRounded = close(row.mean_torque, mean, 0.5);
      return wrong(`mean_torque of ${site} is another number${isRounded ? ": it is rounded." : "."}`, {
        praise: "cuts and failures are right.",
        expected: `${mean.toFixed(4)} ± ${tolerance} Nm`,
        seen: `${row.mean_torque ?? "NULL"} Nm`,
      });
    }
  }
  return right(`Each of ${rows.length} sites is right.`);
}

/** The part of the CSV's bytes that the view may read at most. */
export const mostShare = 0.125;

/** Judges what the view reads. */
export function judgeScan(seen: number, csv: number): Finding {
  return seen <= csv * mostShare
    ? right(`It reads ${seen} bytes, the CSV has ${csv}.`)
    : wrong(
        seen >= csv
          ? "The view reads every byte of the CSV: which table does it ask?"
          : "The view reads more than the columns that it needs.",
        {
          praise: "What it answers is right.",
          expected: `at most ${Math.floor(csv * mostShare)} bytes, an eighth of the CSV's`,
          seen: `${seen} bytes`,
        },
      );
}

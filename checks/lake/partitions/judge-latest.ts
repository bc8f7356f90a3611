import { close, compareKeys, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import { type Cut, dayOf } from "../shop/cuts";

const columns = ["site", "cuts", "failures"] as const;

/** Judges what the view says of the latest day. */
export function judgeLatest(cuts: readonly Cut[], answer: Pick<Answer, "columns" | "rows">): Finding {
  const read = readAnswer(answer, columns);
  if (!("rows" in read)) {
    return read;
  }
  const { rows } = read;
  const days = groups(cuts, dayOf);
  const [, latest = []] = days.at(-1) ?? [];
  const sites = new Map(groups(latest, ({ site }) => site));
  const total = rows.reduce((sum, row) => sum + Number(row.cuts), 0);
  if (rows.length === 0) {
    return wrong("The view has no row: which day does it ask for?", { expected: `${sites.size} sites`, seen: "none" });
  }
  if (total === cuts.length) {
    return wrong("The view counts the cuts of all days: only the latest day is asked for.", {
      expected: `${latest.length} cuts`,
      seen: `${total} cuts`,
    });
  }
  const seen = rows.map((row) => row.site ?? "NULL");
  const differing = wrongKeys("sites", compareKeys(sites.keys(), seen), sites.size, seen.length);
  if (differing !== undefined) {
    return differing;
  }
  for (const row of rows) {
    const site = row.site ?? "";
    const own = sites.get(site) ?? [];
    const failed = own.filter(({ failure }) => failure !== null).length;
    if (!close(row.cuts, own.length, 0)) {
      const isFirst = total === days[0]?.[1].length;
      return wrong(`cuts of ${site} is another number${isFirst ? ": that is the first day's" : ""}.`, {
        expected: `${own.length}`,
        seen: row.cuts ?? "NULL",
      });
    }
    if (!close(row.failures, failed, 0)) {
      const isAll = close(row.failures, own.length, 0);
      return wrong(`failures of ${site} is another number${isAll ? ": it is that of all its cuts" : ""}.`, {
        praise: "cuts is right.",
        expected: `${failed}`,
        seen: row.failures ?? "NULL",
      });
    }
  }
  return right(`The latest day, ${rows.length} sites.`);
}

/** The part of the table's bytes that a question about one day of 28 may read at most. */
export const mostShare = 0.15;

/** Judges what the view reads, against all bytes of the table. */
export function judgeLatestScan(seen: number, all: number): Finding {
  return seen <= all * mostShare
    ? right(`It reads ${seen} of ${all} bytes.`)
    : wrong("The view reads more than the latest day: what must be read to know which day that is?", {
        praise: "What it answers is right.",
        expected: `at most ${Math.floor(all * mostShare)} of ${all} bytes`,
        seen: `${seen} bytes`,
      });
}

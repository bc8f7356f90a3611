import { close, compareKeys, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import { type Cut, dayOf } from "../shop/cuts";

/** The values that the check gives to the prepared statement. */
export interface Given {
  readonly site: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** The second site of some cuts, and a day in the middle of them. */
export function givenOf(cuts: readonly Cut[]): Given {
  const [, site = ""] = groups(cuts, ({ site: name }) => name).map(([name]) => name);
  const days = groups(cuts, dayOf).map(([day]) => day);
  return { site, day: days[Math.floor(days.length / 2)] ?? "" };
}

const columns = ["mill", "cuts", "failures"] as const;

/** What to say where Athena does not run the statement. */
export function refused(reason: string): Finding {
  return wrong(`With a site and a day, Athena does not run it: ${reason}`, {
    expected: "two ?, first the site, then the day as a text such as '2025-03-17'",
  });
}

/** Judges what the prepared statement answers for a site and a first day. */
export function judgePrepared(
  cuts: readonly Cut[],
  { site, day }: Given,
  answer: Pick<Answer, "columns" | "rows">,
): Finding {
  const read = readAnswer(answer, columns, "answer");
  if (!("rows" in read)) {
    return read;
  }
  const { rows } = read;
  const ofSite = cuts.filter((cut) => cut.site === site);
  const own = ofSite.filter((cut) => dayOf(cut) >= day);
  const mills = new Map(groups(own, ({ mill }) => mill));
  const asked = `${site} from ${day} on`;
  if (rows.length === 0) {
    return wrong(`For ${asked} there is no row. Is the first ? the site, and does the text name no database?`, {
      expected: `${mills.size} mills`,
      seen: "none",
    });
  }
  const seen = rows.map((row) => row.mill ?? "NULL");
  if (seen.some((mill) => !mill.startsWith(`${site}-`))) {
    return wrong("Mills of other sites are among them: what does the WHERE say of the site?", {
      expected: [...mills.keys()].join(", "),
      seen: seen.join(", "),
    });
  }
  const differing = wrongKeys("mills", compareKeys(mills.keys(), seen), mills.size, seen.length);
  if (differing !== undefined) {
    return differing;
  }
  const total = rows.reduce((sum, row) => sum + Number(row.cuts), 0);
  const numbers = { praise: "Each mill of the site is there.", expected: `${own.length} cuts`, seen: `${total} cuts` };
  if (total === ofSite.length) {
    return wrong(`For ${asked} it counts the cuts of all days.`, numbers);
  }
  if (total === ofSite.filter((cut) => dayOf(cut) > day).length) {
    return wrong(`For ${asked}, the cuts of ${day} itself are missing.`, numbers);
  }
  for (const row of rows) {
    const mill = row.mill ?? "";
    const cutsOfMill = mills.get(mill) ?? [];
    const failures = cutsOfMill.filter(({ failure }) => failure !== null).length;
    if (!close(row.cuts, cutsOfMill.length, 0)) {
      return wrong(`cuts of ${mill} is another number.`, {
        expected: `${cutsOfMill.length}`,
        seen: row.cuts ?? "NULL",
      });
    }
    if (!close(row.failures, failures, 0)) {
      const isAll = close(row.failures, cutsOfMill.length, 0);
      return wrong(`failures of ${mill} is another number${isAll ? ": it is that of all its cuts" : ""}.`, {
        praise: "cuts is right.",
        expected: `${failures}`,
        seen: row.failures ?? "NULL",
      });
    }
  }
  return right(`For ${asked}, ${mills.size} mills.`);
}

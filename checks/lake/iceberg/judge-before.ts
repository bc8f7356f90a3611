import { close } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { Cut } from "../shop/cuts";
import { corrected } from "./corrections";

const failedBySite = (cuts: readonly Cut[]): Map<string, number> =>
  new Map(
    groups(cuts, ({ site }) => site).map(([site, own]) => [site, own.filter((cut) => cut.failure !== null).length]),
  );

/**
 * Judges a view of the failures before the corrections.
 *
 * @param sql The view's SELECT.
 */
export function judgeBefore(cuts: readonly Cut[], sql: string, answer: Pick<Answer, "columns" | "rows">): Finding {
  const read = readAnswer(answer, ["site", "failures"]);
  if (!("rows" in read)) {
    return read;
  }
  const { rows } = read;
  if (!/\bFOR\s+(SYSTEM_)?(VERSION|TIMESTAMP|TIME)\s+AS\s+OF\b/i.test(sql)) {
    return wrong("The view does not ask the table as it was: FOR … AS OF stands in it nowhere.", {
      expected: "FROM cuts_iceberg FOR VERSION AS OF …",
      seen: sql,
    });
  }
  const [then, now] = [failedBySite(cuts), failedBySite(corrected(cuts))];
  const seen = new Map(rows.map((row) => [row.site ?? "NULL", row.failures]));
  const is = (wanted: ReadonlyMap<string, number>): boolean =>
    seen.size === wanted.size && [...wanted].every(([site, count]) => close(seen.get(site), count, 0));
  const shown = (counts: ReadonlyMap<string, unknown>): string =>
    [...counts]
      .map(([site, count]) => `${site} ${count}`)
      .sort()
      .join(", ");
  const more = { expected: shown(then), seen: shown(seen) };
  if (is(then)) {
    return right(`The failures before the corrections: ${shown(then)}.`);
  }
  if (is(now)) {
    return wrong("Those are the failures after the corrections: which snapshot does the view ask?", more);
  }
  const all = new Map(groups(cuts, ({ site }) => site).map(([site, own]) => [site, own.length]));
  return is(all)
    ? wrong("Those are all cuts of each site: which ones failed?", more)
    : wrong("The failures before the corrections are others.", more);
}

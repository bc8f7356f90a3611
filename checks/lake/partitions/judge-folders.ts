import { compareKeys, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { Cut } from "../shop/cuts";

/** A folder, such as `2025-03-10` or `Aalen 2025-03-10`, and how many cuts a table has in it. */
export type SeenFolder = readonly [folder: string, cuts: number];

/**
 * Judges how many cuts a table has in each of its folders.
 *
 * @param folderOf The folder that a cut belongs into.
 * @param what What a folder is, for a message: `days`.
 * @param whyMissing What to say where folders are missing.
 */
export function judgeFolders(
  cuts: readonly Cut[],
  seen: readonly SeenFolder[],
  folderOf: (cut: Cut) => string,
  what: string,
  whyMissing = "",
): Finding {
  const wanted = groups(cuts, folderOf);
  const counts = new Map(seen);
  const differences = compareKeys(
    wanted.map(([folder]) => folder),
    seen.map(([folder]) => folder),
  );
  const differing = wrongKeys(what, differences, wanted.length, seen.length);
  if (differing !== undefined) {
    const onlyMissing = differences.extra.length + differences.twice.length === 0;
    return onlyMissing ? { ...differing, message: `${differing.message}${whyMissing}` } : differing;
  }
  const total = seen.reduce((sum, [, count]) => sum + count, 0);
  for (const [folder, own] of wanted) {
    const count = counts.get(folder) ?? 0;
    if (count !== own.length) {
      return wrong(`${folder} has another number of cuts${whyCount(count, own.length, total === cuts.length)}`, {
        praise: `Every one of the ${what} is there.`,
        expected: `${own.length} cuts`,
        seen: `${count} cuts`,
      });
    }
  }
  return right(`${wanted.length} ${what}, each with its cuts.`);
}

function whyCount(seen: number, wanted: number, isMoved: boolean): string {
  if (isMoved) {
    return ": cuts lie with another day than their own. Is day the date of cut_at?";
  }
  return seen === 2 * wanted
    ? ": twice as many, as after an INSERT INTO that was run twice."
    : seen < wanted
      ? ": some are missing. Does a WHERE leave them out?"
      : ".";
}

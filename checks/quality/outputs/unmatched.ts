import { compareKeys, firstTrue, missingColumns, wrongKeys } from "../../engine/compare";
import type { Place } from "../../engine/context";
import type { Outputs } from "../../engine/lab/lab";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import type { Truth } from "../truth";

const reasons = ["coil_without_label", "coil_rejected", "label_without_coil"];
const nameOf = (row: { record?: unknown; coil_id?: unknown; reason?: unknown }): string =>
  `${row.record} ${row.coil_id}: ${row.reason}`;

/** Task 4.3: each coil and label without a partner once, with its reason. */
export async function checkUnmatched(lab: Outputs, { root, truth }: Place<Truth>): Promise<Finding> {
  const found = await lab.parquet(root + keys.unmatched);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.unmatched} yet: run the job.`);
  }
  const missing = missingColumns(found.types, ["record", "coil_id", "reason"]);
  if (missing !== undefined) {
    return missing;
  }
  const { rows } = found;
  const strange = rows.find(
    ({ record, reason }) => !["coil", "label"].includes(String(record)) || !reasons.includes(String(reason)),
  );
  if (strange !== undefined) {
    return wrong("A record or a reason has another name.", {
      praise: "The right columns.",
      expected: `record coil or label; reason ${reasons.join(", ")}`,
      seen: nameOf(strange),
    });
  }
  const wanted = (record: string): number => truth.unmatched.filter((row) => row.record === record).length;
  const expected = truth.unmatched.map(nameOf);
  const seen = rows.map(nameOf);
  const differing = wrongKeys("records", compareKeys(expected, seen), expected.length, rows.length);
  return differing === undefined
    ? right(`${wanted("coil")} coils and ${wanted("label")} labels without a partner: no row is lost.`)
    : { ...differing, message: whyUnmatched(truth, expected, seen) ?? differing.message, praise: "The right columns." };
}

/** What is known to give just these records; undefined where nothing does. */
function whyUnmatched(truth: Truth, expected: readonly string[], seen: readonly string[]): string | undefined {
  const { missing, extra, twice } = compareKeys(expected, seen);
  const rejected = new Set(truth.rejected.map(({ row }) => row.coil_id));
  const good = new Set(truth.features.map(({ coil_id: id }) => id));
  const idOf = (name: string): string => name.split(/[ :]/)[1] ?? "";
  const ends = (names: readonly string[], reason: string): boolean =>
    names.length > 0 && names.every((name) => name.endsWith(`: ${reason}`));
  const isNone = (record: string): boolean => !seen.some((name) => name.startsWith(record));
  const isReplaced = missing.map(idOf).join() === extra.map(idOf).join() && twice.length === 0;
  const lacksNone = missing.length === 0 && twice.length === 0;
  return firstTrue([
    [
      isNone("coil"),
      "The labels without a coil are there, but not the coils without a label: they vanish in the join.",
    ],
    [isNone("label"), "The coils without a label are there, but not the labels without a good coil."],
    [
      isReplaced && ends(missing, "coil_rejected") && ends(extra, "label_without_coil"),
      `Label ${idOf(missing[0] ?? "")} is called label_without_coil, but its coil exists: step 3 rejected it.`,
    ],
    [
      isReplaced && ends(missing, "label_without_coil") && ends(extra, "coil_rejected"),
      `Label ${idOf(missing[0] ?? "")} is called coil_rejected, but nobody has seen its coil.`,
    ],
    [
      lacksNone &&
        ends(extra, "coil_without_label") &&
        extra.map(idOf).every((id) => rejected.has(id) && !good.has(id)),
      `Coil ${idOf(extra[0] ?? "")} is called coil_without_label, but step 3 rejected it: good coils were asked.`,
    ],
    [
      lacksNone && ends(extra, "coil_rejected") && extra.map(idOf).every((id) => good.has(id)),
      `Label ${idOf(extra[0] ?? "")} is called coil_rejected, but its coil has a good row as well: the label found its partner.`,
    ],
    [
      missing.length + extra.length === 0 && ends(twice, "coil_rejected"),
      `Label ${idOf(twice[0] ?? "")} is there more than once: step 3 rejected more than one row of its coil.`,
    ],
    [
      extra.length + twice.length === 0 && ends(missing, "coil_rejected"),
      "The labels whose coil step 3 rejected are missing.",
    ],
    [
      extra.length + twice.length === 0 && ends(missing, "label_without_coil"),
      "The labels of coils that nobody has seen are missing.",
    ],
  ]);
}

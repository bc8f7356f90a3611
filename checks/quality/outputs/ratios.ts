import {
  because,
  close,
  compareKeys,
  firstTrue,
  missingColumns,
  notNumeric,
  shown,
  wrongKeys,
} from "../../engine/compare";
import type { Place } from "../../engine/context";
import type { Outputs } from "../../engine/lab/lab";
import type { ParquetRows, Row } from "../../engine/lab/parquet";
import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import { countNg, type LineRatio, type Truth } from "../truth";

/** Tolerance of a ratio. */
export const ratioTolerance = 0.0005;

/** Task 5.1: coils, NG coils and their ratio, a row a line. */
export async function checkRatios(lab: Outputs, { root, truth }: Place<Truth>): Promise<Finding> {
  const found = await lab.parquet(root + keys.ratios);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.ratios} yet: run the job.`);
  }
  const numbers = ["coils", "ng", "ng_ratio"];
  const bad = wrongLines(found, truth, numbers);
  if (bad !== undefined) {
    return bad;
  }
  const rows = new Map(found.rows.map((row) => [String(row.line), row]));
  for (const name of ["coils", "ng", "ng_ratio"] as const) {
    const tolerance = name === "ng_ratio" ? ratioTolerance : 0;
    const far = truth.ratios.find((one) => !close(rows.get(one.line)?.[name], one[name], tolerance));
    if (far !== undefined) {
      const row = rows.get(far.line) ?? {};
      const why = whyRatio(name, rows, truth);
      return wrong(because(`${name} of line ${far.line} is another`, why), {
        praise: "The right lines and columns.",
        expected: `line ${far.line}: ${far.coils} coils, ${far.ng} NG, ratio ${shown(far.ng_ratio)} ± ${ratioTolerance}`,
        seen: `${row.coils} coils, ${row.ng} NG, ratio ${shown(row.ng_ratio)}`,
      });
    }
  }
  return right(`${truth.ratios.map(({ line, ng_ratio: ratio }) => `${line} ${shown(ratio, 3)}`).join(", ")}.`);
}

/** Says what is wrong with the columns or lines of a table that has a row a line. */
export function wrongLines(found: ParquetRows, truth: Truth, numbers: readonly string[]): WrongFinding | undefined {
  const lines = truth.ratios.map(({ line }) => line);
  const seen = found.rows.map(({ line }) => String(line));
  const withoutNg = truth.ratios.filter(({ ng }) => ng === 0).map(({ line }) => line);
  const differences = compareKeys(lines, seen);
  const finding = wrongKeys("lines", differences, lines.length, seen.length);
  const isLost = differences.missing.length > 0 && `${differences.missing}` === `${withoutNg}`;
  return (
    missingColumns(found.types, ["line", ...numbers]) ??
    (finding && isLost
      ? { ...finding, message: `Line ${differences.missing[0]}, which has no NG coil, is missing: its ratio is 0.` }
      : finding) ??
    notNumeric(found.types, numbers)
  );
}

/** What is known to give just these numbers on all lines; undefined where nothing does. */
function whyRatio(name: string, rows: ReadonlyMap<string, Row>, truth: Truth): string | undefined {
  const countOf = (list: readonly { readonly line: string }[], line: string): number =>
    list.filter((one) => one.line === line).length;
  const fits =
    (expected: (one: LineRatio) => number, tolerance = 0) =>
    (): boolean =>
      truth.ratios.every((one) => close(rows.get(one.line)?.[name], expected(one), tolerance));
  const allNg = countNg(truth.judged);
  const allCoils = truth.judged.length;
  const known: Readonly<Record<string, readonly (readonly [() => boolean, string])[]>> = {
    coils: [
      [fits(({ line }) => countOf(truth.rows, line)), "rows rejected in step 3 are counted again"],
      [
        fits(({ line }) => countOf(truth.features, line)),
        "coils without a label are counted, though nobody could judge them",
      ],
      [fits(({ ng }) => ng), "only the NG coils are counted. Does a filter stand before the count?"],
      [fits(() => allCoils), "that is the number of all coils, not of the line's"],
    ],
    ng: [
      [fits(({ coils, ng }) => coils - ng), "the OK coils are counted as NG"],
      [fits(({ coils }) => coils), "every coil is counted as NG. Does count() count false as well?"],
      [fits(() => allNg), "that is the number of all NG coils, not of the line's"],
    ],
    ng_ratio: [
      [fits(({ ng_ratio: ratio }) => 100 * ratio, 0.05), "that is in per cent, and a ratio runs from 0 to 1"],
      [fits(({ ng }) => ng / allNg, ratioTolerance), "that is the line's share of all NG coils"],
      [fits(({ ng }) => ng / allCoils, ratioTolerance), "NG was divided by the coils of all lines"],
      [fits(({ ng_ratio: ratio }) => 1 - ratio, ratioTolerance), "that is the ratio of the OK coils"],
      [
        () =>
          truth.ratios
            .filter(({ coils, ng }) => coils > ng)
            .every((one) => close(rows.get(one.line)?.ng_ratio, one.ng / (one.coils - one.ng), ratioTolerance)),
        "NG was divided by OK, not by all coils",
      ],
      [fits(({ ng_ratio: ratio }) => Math.trunc(ratio)), "its fraction is cut off by a whole-number division"],
      [fits(({ ng_ratio: ratio }) => Math.round(ratio * 100) / 100, 1e-9), "it is rounded to 2 digits after the point"],
    ],
  };
  return firstTrue(known[name] ?? []);
}

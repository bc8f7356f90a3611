import { close, firstTrue, shown } from "../../engine/compare";
import type { Place } from "../../engine/context";
import type { Outputs } from "../../engine/lab/lab";
import type { Row } from "../../engine/lab/parquet";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import { type LineRatio, type Truth, z } from "../truth";
import { ratioTolerance, wrongLines } from "./ratios";

type Bounds = (one: LineRatio) => readonly [low: number, high: number];

/** Task 5.2: Wilson's 95 % interval of each line's ratio. */
export async function checkIntervals(lab: Outputs, { root, truth }: Place<Truth>): Promise<Finding> {
  const found = await lab.parquet(root + keys.intervals);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.intervals} yet: run the job.`);
  }
  const bad = wrongLines(found, truth, ["wilson_low", "wilson_high"]);
  if (bad !== undefined) {
    return bad;
  }
  const rows = truth.ratios.map((one) => [one, found.rows.find((row) => String(row.line) === one.line) ?? {}] as const);
  const far = rows.find(([one, row]) => !isLike(row, exact(one)));
  if (far === undefined) {
    return right(
      `${truth.ratios.map((one) => `${one.line} ${shown(one.wilson_low, 3)}–${shown(one.wilson_high, 3)}`).join(", ")}.`,
    );
  }
  const [one, row] = far;
  return wrong(whyInterval(rows) ?? "The bounds are others than those of Wilson's interval of ng ÷ coils.", {
    praise: "The right lines and columns.",
    expected: `line ${one.line}, ${one.ng} of ${one.coils} coils: ${shown(one.wilson_low)} to ${shown(one.wilson_high)}, ± ${ratioTolerance}`,
    seen: `${shown(row.wilson_low)} to ${shown(row.wilson_high)}`,
  });
}

const exact: Bounds = (one) => [one.wilson_low, one.wilson_high];

function isLike(row: Row, [low, high]: readonly [number, number]): boolean {
  return close(row.wilson_low, low, ratioTolerance) && close(row.wilson_high, high, ratioTolerance);
}

/** Wilson's interval, from whose formula one term may be left out. */
function wilson(quantile: number, without?: "n of the middle" | "n of the root" | "the scale"): Bounds {
  return ({ ng_ratio: p, coils: n }) => {
    const scale = without === "the scale" ? 1 : 1 + quantile ** 2 / n;
    const middle = (p + (without === "n of the middle" ? 0 : quantile ** 2 / (2 * n))) / scale;
    const more = without === "n of the root" ? 0 : quantile ** 2 / (4 * n * n);
    const half = (quantile / scale) * Math.sqrt((p * (1 - p)) / n + more);
    return [middle - half, middle + half];
  };
}

const wald: Bounds = ({ ng_ratio: p, coils: n }) => {
  const half = z * Math.sqrt((p * (1 - p)) / n);
  return [p - half, p + half];
};

/** Wald's interval of n + z² coils, of which ng + z²/2 are NG. */
const agrestiCoull: Bounds = ({ ng, coils }) => {
  const n = coils + z * z;
  const p = (ng + (z * z) / 2) / n;
  const half = z * Math.sqrt((p * (1 - p)) / n);
  return [p - half, p + half];
};

const cut = (bounds: Bounds): Bounds => {
  return (one) => {
    const [low, high] = bounds(one);
    return [Math.max(0, low), Math.min(1, high)];
  };
};

/** What is known to give just these bounds on all lines; undefined where nothing does. */
function whyInterval(rows: readonly (readonly [LineRatio, Row])[]): string | undefined {
  const fits = (bounds: Bounds) => (): boolean => rows.every(([one, row]) => isLike(row, bounds(one)));
  const quantile = quantileOf(rows);
  return firstTrue([
    [
      fits(wald),
      "This is p ± z·√(p(1−p)/n), Wald's interval: with few coils or few NG it is too narrow, and may fall below 0. Wilson's was asked.",
    ],
    [fits(cut(wald)), "This is Wald's interval, cut off at 0 and 1. Wilson's was asked: it never needs cutting."],
    [
      () => fits(agrestiCoull)() || fits(cut(agrestiCoull))(),
      "This is Agresti and Coull's interval: Wald's, of z² more coils. Wilson's was asked.",
    ],
    [fits((one) => [exact(one)[1], exact(one)[0]]), "The lower and the upper bound are exchanged."],
    [fits((one) => [100 * exact(one)[0], 100 * exact(one)[1]]), "The bounds are in per cent: 0 to 1 was asked."],
    [
      fits((one) => {
        const half = (exact(one)[1] - exact(one)[0]) / 2;
        return [one.ng_ratio - half, one.ng_ratio + half];
      }),
      "Wilson's half width is right, but its middle is not the ratio itself: (p + z²/2n) ÷ (1 + z²/n).",
    ],
    [fits(wilson(z, "n of the middle")), "In the middle, z²/2n is missing: (p + z²/2n) ÷ (1 + z²/n)."],
    [fits(wilson(z, "n of the root")), "Under the root, z²/4n² is missing: p(1−p)/n + z²/4n²."],
    [fits(wilson(z, "the scale")), "Nothing is divided by 1 + z²/n, neither the middle nor the half width."],
    [
      () => quantile !== undefined && fits(wilson(quantile))(),
      `This is Wilson's interval with z = ${shown(quantile, 2)}. For 95 % z is 1.96.`,
    ],
  ]);
}

/** The z with which Wilson's formula has the middle that is seen, from the line whose ratio lies furthest from one half. */
function quantileOf(rows: readonly (readonly [LineRatio, Row])[]): number | undefined {
  const [first] = [...rows].sort(([a], [b]) => Math.abs(b.ng_ratio - 0.5) - Math.abs(a.ng_ratio - 0.5));
  if (first === undefined) {
    return undefined;
  }
  const [{ ng_ratio: p, coils: n }, row] = first;
  const sum = Number(row.wilson_low) + Number(row.wilson_high);
  const square = (n * (sum - 2 * p)) / (1 - sum);
  return square > 0 ? Math.sqrt(square) : undefined;
}

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
import { groups } from "../../engine/groups";
import type { Outputs } from "../../engine/lab/lab";
import type { Row } from "../../engine/lab/parquet";
import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import { type ChartPoint, countNg, type Truth } from "../truth";
import { ratioTolerance } from "./ratios";

/** What is expected of a line and day, and its row. */
type Pair = readonly [point: ChartPoint, row: Row];
type NumberColumn = "coils" | "ng" | "ratio" | "center" | "ucl";

const numbers: readonly NumberColumn[] = ["coils", "ng", "ratio", "center", "ucl"];
const nameOf = ({ line, day }: { line?: unknown; day?: unknown }): string => `${line} ${day}`;

/** Task 5.3: a p-chart's point for each line and day. */
export async function checkChart(lab: Outputs, { root, truth }: Place<Truth>): Promise<Finding> {
  const found = await lab.parquet(root + keys.pChart);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.pChart} yet: run the job.`);
  }
  const names = found.rows.map(nameOf);
  const bad =
    missingColumns(found.types, ["line", "day", ...numbers, "out_of_control"]) ??
    wrongKeys("points", compareKeys(truth.chart.map(nameOf), names), truth.chart.length, names.length) ??
    notNumeric(found.types, numbers);
  if (bad !== undefined) {
    return bad;
  }
  const rowOf = new Map(found.rows.map((row) => [nameOf(row), row]));
  const all = truth.chart.map((point): Pair => [point, rowOf.get(nameOf(point)) ?? {}]);
  for (const column of numbers) {
    const tolerance = column === "coils" || column === "ng" ? 0 : ratioTolerance;
    const far = all.find(([point, row]) => !close(row[column], point[column], tolerance));
    if (far !== undefined) {
      const [point, row] = far;
      const why = whyChart(truth, column, all);
      return wrong(because(`${column} of line ${point.line} on ${point.day} is another`, why), {
        praise: "A point for every line and day.",
        expected: `${shown(point[column])} ± ${tolerance}: ${point.ng} of ${point.coils} coils NG`,
        seen: shown(row[column]),
      });
    }
  }
  const outside = truth.chart.filter((point) => point.out_of_control).map(nameOf);
  return (
    wrongFlag(all, found.types.out_of_control ?? "") ??
    right(`${truth.chart.length} points, out of control: ${outside.join(", ") || "none"}.`)
  );
}

function wrongFlag(all: readonly Pair[], type: string): WrongFinding | undefined {
  const praise = "Every limit is right.";
  if (type !== "BOOLEAN") {
    return wrong("out_of_control is not written as true or false: ratio > ucl is a boolean.", {
      praise,
      expected: "out_of_control: boolean",
      seen: `${type}, such as ${JSON.stringify(all[0]?.[1].out_of_control)}`,
    });
  }
  const far = all.find(([point, row]) => row.out_of_control !== point.out_of_control);
  if (far === undefined) {
    return undefined;
  }
  const fits = (rule: (point: ChartPoint) => boolean) => (): boolean =>
    all.every(([point, row]) => row.out_of_control === rule(point));
  const [point, row] = far;
  const why = firstTrue([
    [fits((one) => !one.out_of_control), "it is turned round"],
    [fits((one) => one.ratio >= one.ucl), "a ratio equal to its limit is not over it"],
    [fits((one) => one.ratio > one.center), "the ratio is compared with the centre, not with the limit"],
    [fits(() => false), "it is false for every point"],
  ]);
  return wrong(
    because(`Line ${point.line} on ${point.day}: out_of_control is another, though ratio and limit are right`, why),
    {
      praise,
      expected: `${point.out_of_control}: ${shown(point.ratio)} against ${shown(point.ucl)}`,
      seen: String(row.out_of_control ?? "NULL"),
    },
  );
}

/** What is known to give just these numbers at all points; undefined where nothing does. */
function whyChart(truth: Truth, column: NumberColumn, all: readonly Pair[]): string | undefined {
  const fits = (expected: (point: ChartPoint) => number) => (): boolean =>
    all.every(([point, row]) => close(row[column], expected(point), ratioTolerance));
  const among = (key: (one: { readonly line: string; readonly day: string }) => string) => {
    const of = new Map(groups(truth.judged, key).map(([name, list]) => [name, countNg(list) / list.length]));
    return fits((point) => of.get(key(point)) ?? 0);
  };
  const mean = truth.chart.reduce((sum, { ratio }) => sum + ratio, 0) / truth.chart.length;
  const limit =
    (sigmas: number, n: (point: ChartPoint) => number, p = (point: ChartPoint) => point.center) =>
    (point: ChartPoint): number =>
      point.center + sigmas * Math.sqrt((p(point) * (1 - p(point))) / n(point));
  const own = ({ coils }: ChartPoint): number => coils;
  const capped = (expected: (point: ChartPoint) => number) => (): boolean =>
    fits(expected)() || fits((point) => Math.min(1, expected(point)))();
  const known: Readonly<Record<NumberColumn, readonly (readonly [() => boolean, string])[]>> = {
    coils: [[fits(({ ng }) => ng), "only the NG coils are counted"]],
    ng: [
      [fits(({ coils, ng }) => coils - ng), "the OK coils are counted as NG"],
      [fits(({ coils }) => coils), "every coil is counted as NG. Does count() count false as well?"],
    ],
    ratio: [
      [fits(({ ratio }) => 100 * ratio), "that is in per cent, and a ratio runs from 0 to 1"],
      [fits(({ ratio }) => 1 - ratio), "that is the ratio of the OK coils"],
      [fits(({ ratio }) => Math.trunc(ratio)), "its fraction is cut off by a whole-number division"],
    ],
    center: [
      [
        fits(() => mean),
        "that is the mean of the ratios, where a day of few coils counts like one of many; all NG ÷ all coils was asked",
      ],
      [among(({ line }) => line), "each line has its own centre: a line that drifts hides its drift in it"],
      [among(({ day }) => day), "each day has its own centre; one for all lines and days was asked"],
      [fits(({ center }) => 100 * center), "that is in per cent, and a ratio runs from 0 to 1"],
    ],
    ucl: [
      [fits(limit(3, own)), "it exceeds 1, which no ratio can: at most 1 was asked"],
      [capped(limit(2, own)), "that is two standard errors above the centre; a p-chart takes three"],
      [capped(limit(1, own)), "that is one standard error above the centre; a p-chart takes three"],
      [capped(limit(-3, own)), "that is three standard errors below the centre"],
      [
        capped(limit(3, () => truth.judged.length)),
        "it uses the number of all coils; each point's own number makes its limit",
      ],
      [
        capped(limit(3, () => truth.judged.length / truth.chart.length)),
        "it uses the mean number of coils; each point's own number makes its limit",
      ],
      [
        capped((point) => point.center + 3 * point.center * ((1 - point.center) / point.coils)),
        "the square root is missing",
      ],
      [
        capped(limit(3, own, ({ ratio }) => ratio)),
        "the limit is made from the day's own ratio; it comes from the centre",
      ],
    ],
  };
  return firstTrue(known[column]);
}

import type { Clause } from "../../../engine/clauses/clause";
import type { Types } from "../../../engine/lab/put-parquet";
import { chartTypes } from "../../state";
import type { ChartPoint, Truth } from "../../truth";
import { type Edit, onFresh } from "../made-up";
import type { Evaluation } from "./solution";

const task = "5.3";

function changed(
  change: (point: ChartPoint, truth: Truth) => object,
  script?: readonly Edit[],
  types: Types = chartTypes,
): Partial<Evaluation> {
  const wrong: Partial<Evaluation> = {
    chart: (truth) => ({ rows: truth.chart.map((row) => ({ ...row, ...change(row, truth) })), types }),
  };
  return script === undefined ? wrong : { ...wrong, script };
}

/** Another centre; what follows from it stays as it is, as the centre is looked at first. */
function centred(center: (point: ChartPoint, truth: Truth) => number, script: readonly Edit[]): Partial<Evaluation> {
  return changed((point, truth) => ({ center: center(point, truth) }), script);
}

/** Another limit, and the flag that follows from it. */
function limited(ucl: (point: ChartPoint, truth: Truth) => number, script: readonly Edit[]): Partial<Evaluation> {
  return changed((point, truth) => {
    const limit = ucl(point, truth);
    return { ucl: limit, out_of_control: point.ratio > limit };
  }, script);
}

const ratioAmong = (points: readonly ChartPoint[]): number =>
  points.reduce((sum, { ng }) => sum + ng, 0) / points.reduce((sum, { coils }) => sum + coils, 0);
const error = ({ center, coils }: ChartPoint, n = coils): number => Math.sqrt((center * (1 - center)) / n);

const flag = 'F.col("ratio") > F.col("ucl")';
const least = 'F.least(F.lit(1.0), F.col("center") + 3 * spread)';
const lit = '.withColumn("center", F.lit(center))';
const windowed = (column: string): Edit => [
  lit,
  `.withColumn("center", F.sum("ng").over(Window.partitionBy("${column}")) / F.sum("coils").over(Window.partitionBy("${column}")))`,
];
const withWindow: Edit = ["    center = judged.agg(", "    from pyspark.sql import Window\n\n    center = judged.agg("];
const count =
  'F.count("*").alias("coils"), F.count(F.when(F.col("judgement") == "NG", 1)).alias("ng"))\n        .withColumn("ratio"';

export const chartClauses: readonly Clause<Evaluation>[] = [
  {
    task,
    clause: "a row a line and day, also where no coil is NG",
    plant: "lines and days without NG",
    mistake: "only those with NG",
    wrong: {
      chart: ({ chart }) => ({ rows: chart.filter(({ ng }) => ng > 0).map((row) => ({ ...row })), types: chartTypes }),
      script: [[lit, `.where("ng > 0")\n        ${lit}`]],
    },
    message: "Of the points, … missing (such as …).",
  },
  {
    task,
    clause: "ng: the NG ones",
    plant: "lines and days with OK coils",
    mistake: "count of a condition",
    wrong: changed(
      ({ coils }) => ({ ng: coils, ratio: 1 }),
      [[count, count.replace('F.when(F.col("judgement") == "NG", 1)', 'F.col("judgement") == "NG"')]],
    ),
    message: "ng of line … on … is another: every coil is counted as NG. Does count() count false as well?",
  },
  {
    task,
    clause: "ratio: 0–1",
    plant: "lines and days with NG coils",
    mistake: "per cent",
    wrong: changed(
      ({ ratio }) => ({ ratio: 100 * ratio }),
      [['.withColumn("ratio", F.col("ng")', '.withColumn("ratio", 100 * F.col("ng")']],
    ),
    message: "ratio of line … on … is another: that is in per cent, and a ratio runs from 0 to 1.",
  },
  {
    task,
    clause: "center: all NG by all coils, not the mean of the ratios",
    plant: "a line and day with one coil",
    mistake: "avg(ratio)",
    wrong: centred(
      (_point, { chart }) => chart.reduce((sum, { ratio }) => sum + ratio, 0) / chart.length,
      [withWindow, [lit, '.withColumn("center", F.avg("ratio").over(Window.partitionBy(F.lit(1))))']],
    ),
    message:
      "center of line … on … is another: that is the mean of the ratios, where a day of few coils counts like one of many; all NG ÷ all coils was asked.",
  },
  {
    task,
    clause: "center: one for all lines",
    plant: "lines with other ratios",
    mistake: "a centre a line",
    wrong: centred(
      ({ line }, { chart }) => ratioAmong(chart.filter((one) => one.line === line)),
      [withWindow, windowed("line")],
    ),
    message:
      "center of line … on … is another: each line has its own centre: a line that drifts hides its drift in it.",
  },
  {
    task,
    clause: "center: one for all days",
    plant: "days with other ratios",
    mistake: "a centre a day",
    wrong: centred(
      ({ day }, { chart }) => ratioAmong(chart.filter((one) => one.day === day)),
      [withWindow, windowed("day")],
    ),
    message: "center of line … on … is another: each day has its own centre; one for all lines and days was asked.",
  },
  {
    task,
    clause: "ucl: three standard errors above",
    plant: "any point",
    mistake: "two",
    wrong: limited((point) => Math.min(1, point.center + 2 * error(point)), [[least, least.replace("3", "2")]]),
    message: "ucl of line … on … is another: that is two standard errors above the centre; a p-chart takes three.",
  },
  {
    task,
    clause: "ucl: above the centre",
    plant: "any point",
    mistake: "below",
    wrong: limited((point) => point.center - 3 * error(point), [[least, least.replace("+ 3", "- 3")]]),
    message: "ucl of line … on … is another: that is three standard errors below the centre.",
  },
  {
    task,
    clause: "ucl: at most 1",
    plant: "a line and day with one coil",
    mistake: "not capped",
    wrong: limited((point) => point.center + 3 * error(point), [[least, 'F.col("center") + 3 * spread']]),
    message: "ucl of line … on … is another: it exceeds 1, which no ratio can: at most 1 was asked.",
  },
  {
    task,
    clause: "ucl: by the point's own coils, not by all",
    plant: "any point",
    mistake: "the number of all coils",
    wrong: limited(
      (point, { judged }) => Math.min(1, point.center + 3 * error(point, judged.length)),
      [['/ F.col("coils"))\n    return', "/ F.lit(judged.count()))\n    return"]],
    ),
    message: "ucl of line … on … is another: it uses the number of all coils; each point's own number makes its limit.",
  },
  {
    task,
    clause: "ucl: by the point's own coils, not by their mean",
    plant: "lines and days with other numbers of coils",
    mistake: "the mean number of coils",
    wrong: limited(
      (point, { judged, chart }) => Math.min(1, point.center + 3 * error(point, judged.length / chart.length)),
      [
        [
          '/ F.col("coils"))\n    return',
          '/ F.lit(judged.count() / judged.select("line", "day").distinct().count()))\n    return',
        ],
      ],
    ),
    message:
      "ucl of line … on … is another: it uses the mean number of coils; each point's own number makes its limit.",
  },
  {
    task,
    clause: "ucl: a standard error has a root",
    plant: "any point",
    mistake: "no square root",
    wrong: limited(
      (point) => Math.min(1, point.center + 3 * error(point) ** 2),
      [["spread = F.sqrt(center", "spread = (center"]],
    ),
    message: "ucl of line … on … is another: the square root is missing.",
  },
  {
    task,
    clause: "ucl: from the centre, not from the day's own ratio",
    plant: "points away from the centre",
    mistake: "the day's own ratio under the root",
    wrong: limited(
      ({ center, ratio, coils }) => Math.min(1, center + 3 * Math.sqrt((ratio * (1 - ratio)) / coils)),
      [
        [
          least,
          'F.least(F.lit(1.0), F.col("center") + 3 * F.sqrt(F.col("ratio") * (1 - F.col("ratio")) / F.col("coils")))',
        ],
      ],
    ),
    message: "ucl of line … on … is another: the limit is made from the day's own ratio; it comes from the centre.",
  },
  {
    task,
    clause: "out_of_control: a boolean",
    plant: "any point",
    mistake: "as text",
    wrong: changed(
      ({ out_of_control: out }) => ({ out_of_control: String(out) }),
      [[flag, `(${flag}).cast("string")`]],
      {
        ...chartTypes,
        out_of_control: "VARCHAR",
      },
    ),
    message: "out_of_control is not written as true or false: ratio > ucl is a boolean.",
  },
  {
    task,
    clause: "out_of_control: true or false, no number",
    plant: "any point",
    mistake: "0 or 1",
    wrong: changed(({ out_of_control: out }) => ({ out_of_control: Number(out) }), [[flag, `(${flag}).cast("int")`]], {
      ...chartTypes,
      out_of_control: "INTEGER",
    }),
    message: "out_of_control is not written as true or false: ratio > ucl is a boolean.",
  },
  {
    task,
    clause: "out_of_control: over the limit",
    plant: "points over their limit",
    mistake: "turned round",
    wrong: changed(({ out_of_control: out }) => ({ out_of_control: !out }), [[flag, `~(${flag})`]]),
    message: "Line … on …: out_of_control is another, though ratio and limit are right: it is turned round.",
  },
  {
    task,
    clause: "out_of_control: over the limit, not over the centre",
    plant: "points between centre and limit",
    mistake: "ratio > center",
    wrong: changed(
      ({ ratio, center }) => ({ out_of_control: ratio > center }),
      [[flag, flag.replace("ucl", "center")]],
    ),
    message:
      "Line … on …: out_of_control is another, though ratio and limit are right: the ratio is compared with the centre, not with the limit.",
  },
  {
    task,
    clause: "out_of_control: >, not >=",
    plant: "fresh data: a line and day with one coil, which is NG",
    mistake: ">=",
    wrong: changed(({ ratio, ucl }) => ({ out_of_control: ratio >= ucl }), [[flag, flag.replace(">", ">=")]]),
    message: onFresh(
      "Line … on …: out_of_control is another, though ratio and limit are right: a ratio equal to its limit is not over it.",
    ),
  },
];

import type { Clause } from "../../../engine/clauses/clause";
import type { Types } from "../../../engine/lab/put-parquet";
import { ratioTypes } from "../../state";
import type { LineRatio, Truth } from "../../truth";
import { type Edit, onFresh } from "../made-up";
import type { Evaluation } from "./solution";

const task = "5.1";

function changed(
  change: (line: LineRatio, truth: Truth) => object,
  script?: readonly Edit[],
  types: Types = ratioTypes,
): Partial<Evaluation> {
  const wrong: Partial<Evaluation> = {
    ratios: (truth) => ({ rows: truth.ratios.map((row) => ({ ...row, ...change(row, truth) })), types }),
  };
  return script === undefined ? wrong : { ...wrong, script };
}

const ofLine = (list: readonly { readonly line: string }[], { line }: LineRatio): number =>
  list.filter((one) => one.line === line).length;
const countNg =
  '.agg(F.count("*").alias("coils"), F.count(F.when(F.col("judgement") == "NG", 1)).alias("ng"))\n        .withColumn("ng_ratio"';
const ratio = '.withColumn("ng_ratio", F.col("ng") / F.col("coils"))';
const asCount = (ng: string): Edit => [countNg, countNg.replace('F.when(F.col("judgement") == "NG", 1)', ng)];
const asRatio = (text: string): Edit => [ratio, `.withColumn("ng_ratio", ${text})`];

export const ratioClauses: readonly Clause<Evaluation>[] = [
  {
    task,
    clause: "coils: judged ones, not rejected rows",
    plant: "rejected rows",
    mistake: "all raw rows are counted",
    wrong: {
      ratios: (truth) => ({
        rows: truth.ratios.map((one) => ({
          ...one,
          coils:
            one.coils +
            ofLine(
              truth.rejected.map(({ row }) => row),
              one,
            ) +
            9,
        })),
        types: ratioTypes,
      }),
    },
    message: "coils of line … is another.",
  },
  {
    task,
    clause: "coils: all of the line, the OK ones too",
    plant: "a line has OK coils",
    mistake: "filtered before counting",
    wrong: changed(
      ({ ng }) => ({ coils: ng, ng_ratio: 1 }),
      [
        [
          `judged.groupBy("line")\n        ${countNg}`,
          `judged.where("judgement = 'NG'").groupBy("line")\n        ${countNg}`,
        ],
      ],
    ),
    message: "coils of line … is another: only the NG coils are counted. Does a filter stand before the count?",
  },
  {
    task,
    clause: "ng: the NG ones",
    plant: "a line has more or fewer OK than NG coils",
    mistake: "the OK ones",
    wrong: changed(
      ({ coils, ng }) => ({ ng: coils - ng, ng_ratio: 1 - ng / coils }),
      [asCount('F.when(F.col("judgement") == "OK", 1)')],
    ),
    message: "ng of line … is another: the OK coils are counted as NG.",
  },
  {
    task,
    clause: "ng: only the NG ones",
    plant: "a line has OK coils",
    mistake: "count of a condition",
    wrong: changed(({ coils }) => ({ ng: coils, ng_ratio: 1 }), [asCount('F.col("judgement") == "NG"')]),
    message: "ng of line … is another: every coil is counted as NG. Does count() count false as well?",
  },
  {
    task,
    clause: "ng_ratio: 0–1",
    plant: "lines with NG coils",
    mistake: "per cent",
    wrong: changed((one) => ({ ng_ratio: 100 * one.ng_ratio }), [asRatio('100 * F.col("ng") / F.col("coils")')]),
    message: "ng_ratio of line … is another: that is in per cent, and a ratio runs from 0 to 1.",
  },
  {
    task,
    clause: "ng_ratio: by the line's coils",
    plant: "several lines",
    mistake: "share of all NG coils",
    wrong: changed(
      ({ ng }, { judged }) => ({ ng_ratio: ng / judged.filter(({ judgement }) => judgement === "NG").length }),
      [asRatio('F.col("ng") / F.lit(judged.where("judgement = \'NG\'").count())')],
    ),
    message: "ng_ratio of line … is another: that is the line's share of all NG coils.",
  },
  {
    task,
    clause: "ng_ratio: by the coils of the line alone",
    plant: "several lines",
    mistake: "by the coils of all lines",
    wrong: changed(
      ({ ng }, { judged }) => ({ ng_ratio: ng / judged.length }),
      [asRatio('F.col("ng") / F.lit(judged.count())')],
    ),
    message: "ng_ratio of line … is another: NG was divided by the coils of all lines.",
  },
  {
    task,
    clause: "ng_ratio: by all coils of the line",
    plant: "a line has OK coils",
    mistake: "by the OK coils",
    wrong: changed(
      ({ coils, ng }) => ({ ng_ratio: coils === ng ? null : ng / (coils - ng) }),
      [asRatio('F.try_divide(F.col("ng"), F.col("coils") - F.col("ng"))')],
    ),
    message: "ng_ratio of line … is another: NG was divided by OK, not by all coils.",
  },
  {
    task,
    clause: "ng_ratio: with its fraction",
    plant: "lines with NG and OK coils",
    mistake: "DIV",
    wrong: changed((one) => ({ ng_ratio: Math.trunc(one.ng_ratio) }), [asRatio('F.expr("ng DIV coils")')]),
    message: "ng_ratio of line … is another: its fraction is cut off by a whole-number division.",
  },
  {
    task,
    clause: "ng_ratio: ± 0.0005",
    plant: "lines whose ratio has more than two digits",
    mistake: "rounded to two digits",
    wrong: changed(
      (one) => ({ ng_ratio: Math.round(100 * one.ng_ratio) / 100 }),
      [asRatio('F.round(F.col("ng") / F.col("coils"), 2)')],
    ),
    message: "ng_ratio of line … is another: it is rounded to 2 digits after the point.",
  },
  {
    task,
    clause: "a number",
    plant: "any line",
    mistake: "text",
    wrong: changed(() => ({}), [asRatio('(F.col("ng") / F.col("coils")).cast("string")')], {
      ...ratioTypes,
      ng_ratio: "VARCHAR",
    }),
    message: "ng_ratio is not written as a number.",
  },
  {
    task,
    clause: "a row a line, also where no coil is NG",
    plant: "fresh data: a line without NG",
    mistake: "a join with the NG coils",
    wrong: {
      ratios: (truth) => ({
        rows: truth.ratios.filter(({ ng }) => ng > 0).map((row) => ({ ...row })),
        types: ratioTypes,
      }),
      script: [[ratio, `${ratio}\n        .where("ng > 0")`]],
    },
    message: onFresh("Line M8, which has no NG coil, is missing: its ratio is 0."),
  },
  {
    task,
    clause: "a row a line, not a line and day",
    plant: "several days",
    mistake: "grouped by line and day",
    wrong: {
      ratios: ({ chart }) => ({ rows: chart.map((row) => ({ ...row, ng_ratio: row.ratio })), types: ratioTypes }),
      script: [[`judged.groupBy("line")\n        ${countNg}`, `judged.groupBy("line", "day")\n        ${countNg}`]],
    },
    message: "Of the lines, … there more than once (such as …).",
  },
];

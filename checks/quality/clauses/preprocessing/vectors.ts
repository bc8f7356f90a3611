import type { Clause } from "../../../engine/clauses/clause";
import { vector } from "../../layout";
import { fullCriteria } from "../../plant/criteria";
import { plantFiles, plantSeed } from "../../plant/plant";
import { vectorRows, vectorTypes } from "../../state";
import { type Feature, type Truth, truthOf } from "../../truth";
import { type Edit, onFresh, type Row } from "../made-up";
import type { Preprocessing } from "./solution";

type Name = (typeof vector)[number];

const task = "3.3";

/** Other values of the right coils, in the order of the truth's features. */
function valued(
  value: (feature: Feature, name: Name, truth: Truth) => number,
  script?: readonly Edit[],
): Partial<Preprocessing> {
  const wrong: Partial<Preprocessing> = {
    vectors: (truth) => ({
      rows: truth.features.map(
        (feature): Row => ({
          coil_id: feature.coil_id,
          day: feature.day,
          ...Object.fromEntries(vector.map((name) => [`${name}_norm`, value(feature, name, truth)])),
        }),
      ),
      types: vectorTypes,
      folder: "day",
    }),
  };
  return script === undefined ? wrong : { ...wrong, script };
}

/** (value − least) ÷ (greatest − least) among some values, which are given once for each `of`. */
const within = (value: number, of: Truth, name: string, values: () => readonly number[]): number => {
  const known = bounds.get(of) ?? new Map<string, readonly [number, number]>();
  bounds.set(of, known);
  if (!known.has(name)) {
    const sorted = [...values()].sort((one, other) => one - other);
    known.set(name, [sorted[0] ?? 0, sorted.at(-1) ?? 1]);
  }
  const [low, high] = known.get(name) ?? [0, 1];
  return high === low ? 0 : (value - low) / (high - low);
};
const bounds = new WeakMap<Truth, Map<string, readonly [low: number, high: number]>>();
const among =
  (key: "day" | "line" | undefined) =>
  (feature: Feature, name: Name, truth: Truth): number =>
    within(feature.vector[name], truth, `${name} ${key && feature[key]}`, () =>
      truth.features.filter((one) => key === undefined || one[key] === feature[key]).map((one) => one.vector[name]),
    );
const right = among(undefined);

const formula = "(F.col(name) - low) / (high - low)";
const last = 'return features.select("coil_id", *norms, "day")';
/** Another formula in the place of the solution's. */
const as = (text: string): Edit => [formula, text];
/** Bounds over a window in the place of those over all. */
const over = (column: string): readonly Edit[] => [
  ["norms = []", `from pyspark.sql import Window\n    norms, window = [], Window.partitionBy("${column}")`],
  [
    'low, high = bounds[f"{name}_min"], bounds[f"{name}_max"]',
    "low, high = F.min(name).over(window), F.max(name).over(window)",
  ],
];
const plantGloss = truthOf(plantFiles(plantSeed), fullCriteria).features.map(({ vector: { gloss } }) => gloss);

export const vectorClauses: readonly Clause<Preprocessing>[] = [
  {
    task,
    clause: "over all good coils, and no others",
    plant: "rejected rows with values far from all others",
    mistake: "bounds of all rows",
    wrong: valued(
      (feature, name, truth) =>
        within(feature.vector[name], truth, `${name} of all rows`, () =>
          truth.rows.filter((row) => row[name] !== "").map((row) => Number(row[name])),
        ),
      [
        [
          'checked = with_reason(read_raw(spark, args["raw_path"])).cache()',
          'raw = read_raw(spark, args["raw_path"])\n    checked = with_reason(raw).cache()',
        ],
        ["normalised(features)\n", "normalised(features, raw)\n"],
        ["def normalised(features: DataFrame)", "def normalised(features: DataFrame, raw: DataFrame)"],
        ["features.agg(", 'raw.selectExpr(*(f"try_cast({name} AS double) AS {name}" for name in VECTOR)).agg('],
      ],
    ),
    message:
      "Minimum and maximum are those of all rows, the rejected ones too: one bad row presses all others together.",
  },
  {
    task,
    clause: "over all days together",
    plant: "several days",
    mistake: "a window by day",
    wrong: valued(among("day"), over("day")),
    message: "Each day is normalised by itself: the same gloss gives different values, and a drift disappears.",
  },
  {
    task,
    clause: "over all lines together",
    plant: "several lines",
    mistake: "a window by line",
    wrong: valued(among("line"), over("line")),
    message: "Each line is normalised by itself: the same gloss gives different values, and a drift disappears.",
  },
  {
    task,
    clause: "from 0 to 1",
    plant: "any row",
    mistake: "per cent",
    wrong: valued((...one) => 100 * right(...one), [as(`100 * ${formula}`)]),
    message: "The values run from 0 to 100: 0 to 1 was asked.",
  },
  {
    task,
    clause: "less the minimum",
    plant: "no feature begins at 0",
    mistake: "value ÷ maximum",
    wrong: valued(
      ({ vector: own }, name, { features }) => own[name] / Math.max(...features.map((one) => one.vector[name])),
      [as("F.col(name) / high")],
    ),
    message: "The values are value ÷ maximum: the minimum has to be taken off both, so that the least is 0.",
  },
  {
    task,
    clause: "(value − minimum), not (maximum − value)",
    plant: "any row",
    mistake: "upside down",
    wrong: valued((...one) => 1 - right(...one), [as("(high - F.col(name)) / (high - low)")]),
    message: "The values are upside down: the least should be 0, the greatest 1.",
  },
  {
    task,
    clause: "min–max, no z-score",
    plant: "any row",
    mistake: "(value − mean) ÷ deviation",
    wrong: valued(
      ({ vector: own }, name, { features }) => {
        const all = features.map((one) => one.vector[name]);
        const mean = all.reduce((sum, value) => sum + value) / all.length;
        return (
          (own[name] - mean) / Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1))
        );
      },
      [
        ['*(F.min(name).alias(f"{name}_min")', '*(F.avg(name).alias(f"{name}_min")'],
        ['*(F.max(name).alias(f"{name}_max")', '*(F.stddev(name).alias(f"{name}_max")'],
        as("(F.col(name) - low) / high"),
      ],
    ),
    message: "These are z-scores, (value − mean) ÷ deviation. Min–max was asked.",
  },
  {
    task,
    clause: "brought to 0–1",
    plant: "any row",
    mistake: "the values as they are",
    wrong: valued(({ vector: own }, name) => own[name], [as("F.col(name)")]),
    message: "The values are those of the features, as they were.",
  },
  {
    task,
    clause: "± 0.000001",
    plant: "any row",
    mistake: "rounded",
    wrong: valued((...one) => Math.round(right(...one) * 1000) / 1000, [as(`F.round(${formula}, 3)`)]),
    message: "The values are rounded to 3 digits after the point: ± 0.000001 was asked.",
  },
  {
    task,
    clause: "the minimum and maximum of the data, whatever they are",
    plant: "fresh data have others",
    mistake: "the plant's bounds in the script",
    wrong: valued(
      (feature, name, truth) =>
        name === "gloss"
          ? within(feature.vector.gloss, truth, "gloss of the plant", () => plantGloss)
          : right(feature, name, truth),
      [
        [
          'low, high = bounds[f"{name}_min"], bounds[f"{name}_max"]',
          `low, high = (${Math.min(...plantGloss)}, ${Math.max(...plantGloss)}) if name == "gloss" else (bounds[f"{name}_min"], bounds[f"{name}_max"])`,
        ],
      ],
    ),
    message: onFresh("The values are not (value − minimum) ÷ (maximum − minimum) over the good coils."),
  },
  {
    task,
    clause: "numbers",
    plant: "any row",
    mistake: "text",
    wrong: {
      vectors: (truth) => ({
        rows: vectorRows(truth),
        types: { ...vectorTypes, gloss_norm: "VARCHAR" },
        folder: "day",
      }),
      script: [as(`(${formula}).cast("string")`)],
    },
    message: "gloss_norm is not written as a number.",
  },
  {
    task,
    clause: "all three features",
    plant: "any row",
    mistake: "contrast is left out",
    wrong: {
      vectors: (truth) => ({
        rows: vectorRows(truth),
        types: { coil_id: "VARCHAR", gloss_norm: "DOUBLE", roughness_norm: "DOUBLE" },
        folder: "day",
      }),
      script: [[last, last.replace("*norms", "*norms[:2]")]],
    },
    message: "The column contrast_norm is missing.",
  },
  {
    task,
    clause: "every good coil",
    plant: "more coils than a page shows",
    mistake: "LIMIT",
    wrong: {
      vectors: (truth) => ({ rows: vectorRows(truth).slice(0, 100), types: vectorTypes, folder: "day" }),
      script: [[last, `${last}.limit(100)`]],
    },
    message: "Of the coils, … are missing (such as …).",
  },
];

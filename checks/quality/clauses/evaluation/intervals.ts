import type { Clause } from "../../../engine/clauses/clause";
import type { Types } from "../../../engine/lab/put-parquet";
import { intervalTypes } from "../../state";
import { type LineRatio, wilson } from "../../truth";
import { type Edit, onFresh } from "../made-up";
import type { Evaluation } from "./solution";

const task = "5.2";

function bounded(
  bounds: (line: LineRatio) => readonly [number, number],
  script?: readonly Edit[],
  types: Types = intervalTypes,
): Partial<Evaluation> {
  const wrong: Partial<Evaluation> = {
    intervals: (truth) => ({
      rows: truth.ratios.map((line) => {
        const [low, high] = bounds(line);
        return { line: line.line, wilson_low: low, wilson_high: high };
      }),
      types,
    }),
  };
  return script === undefined ? wrong : { ...wrong, script };
}

/** p ± q·√(p(1−p)/n). */
const around = (p: number, n: number, q = 1.959964): [number, number] => {
  const half = q * Math.sqrt((p * (1 - p)) / n);
  return [p - half, p + half];
};
/** Wilson's interval as the solutions of |p − x| = q·√(x(1−x)/n), found by halving: another way than the formula. */
const wilsonAt = ({ ng_ratio: p, coils: n }: LineRatio, q: number): [number, number] => {
  const isInside = (x: number): boolean => Math.abs(p - x) <= q * Math.sqrt((x * (1 - x)) / n);
  const edge = (outside: number): number => {
    let [inner, outer] = [p, outside];
    for (let step = 0; step < 60; step++) {
      const middle = (inner + outer) / 2;
      [inner, outer] = isInside(middle) ? [middle, outer] : [inner, middle];
    }
    return inner;
  };
  return [edge(0), edge(1)];
};
const middleOf = (line: LineRatio): number => (line.wilson_low + line.wilson_high) / 2;
const halfOf = (line: LineRatio): number => (line.wilson_high - line.wilson_low) / 2;

const root = "F.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))";
const middle = "(p + Z * Z / (2 * n)) / scale";
const half = `Z / scale * ${root}`;
const outputs = '(middle - half).alias("wilson_low"), (middle + half).alias("wilson_high")';
const bounds = (low: string, high: string): Edit => [
  outputs,
  `(${low}).alias("wilson_low"), (${high}).alias("wilson_high")`,
];
const quantile = (value: string): Edit => ["scale = 1 + Z * Z / n", `Z = ${value}\n    scale = 1 + Z * Z / n`];

function atQuantile(clause: string, value: number, text: string): Clause<Evaluation> {
  return {
    task,
    clause,
    plant: "lines with few coils or NG coils",
    mistake: `z = ${value}`,
    wrong: bounded((line) => wilsonAt(line, value), [quantile(String(value))]),
    message: `This is Wilson's interval with z = ${text}. For 95 % z is 1.96.`,
  };
}

export const intervalClauses: readonly Clause<Evaluation>[] = [
  {
    task,
    clause: "Wilson's, not Wald's",
    plant: "lines with few NG coils",
    mistake: "p ± z·√(p(1−p)/n)",
    wrong: bounded(
      ({ ng_ratio: p, coils: n }) => around(p, n),
      [
        [middle, "p"],
        [half, "Z * F.sqrt(p * (1 - p) / n)"],
      ],
    ),
    message:
      "This is p ± z·√(p(1−p)/n), Wald's interval: with few coils or few NG it is too narrow, and may fall below 0. Wilson's was asked.",
  },
  {
    task,
    clause: "Wilson's, not Agresti and Coull's",
    plant: "fresh data: a line without NG, and one with nothing else",
    mistake: "Wald's of z² more coils",
    wrong: bounded(
      ({ ng, coils }) => around((ng + 1.920729) / (coils + 3.841459), coils + 3.841459),
      [
        [middle, "(F.col('ng') + Z * Z / 2) / (n + Z * Z)"],
        [half, "Z * F.sqrt(middle * (1 - middle) / (n + Z * Z))"],
      ],
    ),
    message: "This is Agresti and Coull's interval: Wald's, of z² more coils. Wilson's was asked.",
  },
  {
    task,
    clause: "the middle drawn towards one half",
    plant: "lines whose ratio is not one half",
    mistake: "round the ratio itself",
    wrong: bounded((line) => [line.ng_ratio - halfOf(line), line.ng_ratio + halfOf(line)], [[middle, "p"]]),
    message: "Wilson's half width is right, but its middle is not the ratio itself: (p + z²/2n) ÷ (1 + z²/n).",
  },
  {
    task,
    clause: "middle: z²/2n",
    plant: "lines whose ratio is not one half",
    mistake: "without z²/2n",
    wrong: bounded(
      (line) => {
        const center = line.ng_ratio / (1 + 3.841459 / line.coils);
        return [center - halfOf(line), center + halfOf(line)];
      },
      [[middle, "p / scale"]],
    ),
    message: "In the middle, z²/2n is missing: (p + z²/2n) ÷ (1 + z²/n).",
  },
  {
    task,
    clause: "half width: z²/4n² under the root",
    plant: "lines with few NG coils",
    mistake: "without z²/4n²",
    wrong: bounded(
      (line) => {
        const [low, high] = around(line.ng_ratio, line.coils);
        const width = (high - low) / 2 / (1 + 3.841459 / line.coils);
        return [middleOf(line) - width, middleOf(line) + width];
      },
      [[root, "F.sqrt(p * (1 - p) / n)"]],
    ),
    message: "Under the root, z²/4n² is missing: p(1−p)/n + z²/4n².",
  },
  {
    task,
    clause: "÷ (1 + z²/n)",
    plant: "lines with few coils",
    mistake: "not divided",
    wrong: bounded(
      (line) => {
        const scale = 1 + 3.841459 / line.coils;
        return [scale * line.wilson_low, scale * line.wilson_high];
      },
      [["scale = 1 + Z * Z / n", "scale = F.lit(1.0)"]],
    ),
    message: "Nothing is divided by 1 + z²/n, neither the middle nor the half width.",
  },
  atQuantile("95 %, not 90 %", 1.645, "1.6…"),
  atQuantile("95 %, not 99 %", 2.576, "2.5…"),
  atQuantile("z = 1.96, not 2", 2, "2.00"),
  atQuantile("z standard errors, not one", 1, "1.00"),
  {
    task,
    clause: "wilson_low is the lower bound",
    plant: "any line",
    mistake: "exchanged",
    wrong: bounded(
      ({ ng, coils }) => [wilson(ng, coils)[1], wilson(ng, coils)[0]],
      [bounds("middle + half", "middle - half")],
    ),
    message: "The lower and the upper bound are exchanged.",
  },
  {
    task,
    clause: "of a ratio from 0 to 1",
    plant: "any line",
    mistake: "per cent",
    wrong: bounded(
      (line) => [100 * line.wilson_low, 100 * line.wilson_high],
      [bounds("100 * (middle - half)", "100 * (middle + half)")],
    ),
    message: "The bounds are in per cent: 0 to 1 was asked.",
  },
  {
    task,
    clause: "numbers",
    plant: "any line",
    mistake: "text",
    wrong: bounded(
      (line) => [line.wilson_low, line.wilson_high],
      [bounds('(middle - half).cast("string")', "middle + half")],
      {
        ...intervalTypes,
        wilson_low: "VARCHAR",
      },
    ),
    message: "wilson_low is not written as a number.",
  },
  {
    task,
    clause: "of each line",
    plant: "fresh data: a line without NG",
    mistake: "lines without NG are left out",
    wrong: {
      intervals: (truth) => ({
        rows: truth.ratios.filter(({ ng }) => ng > 0).map((row) => ({ ...row })),
        types: intervalTypes,
      }),
      script: [["return ratios.select(", 'return ratios.where("ng > 0").select(']],
    },
    message: onFresh("Line M8, which has no NG coil, is missing: its ratio is 0."),
  },
];

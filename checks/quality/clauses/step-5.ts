import type { StepClauses } from "../../engine/clauses/clause";
import { jobs } from "../jobs";
import { checkIntervals } from "../outputs/intervals";
import { checkChart } from "../outputs/p-chart";
import { checkRatios } from "../outputs/ratios";
import { chartTypes, intervalTypes, ratioTypes } from "../state";
import { intervalClauses } from "./evaluation/intervals";
import { chartClauses } from "./evaluation/p-chart";
import { ratioClauses } from "./evaluation/ratios";
import type { Evaluation } from "./evaluation/solution";
import { judgeOutput } from "./made-up";

/** Each task's check, and what of a solution it looks at. */
export const checksOfStep5 = {
  "5.1": [checkRatios, "ratios"],
  "5.2": [checkIntervals, "intervals"],
  "5.3": [checkChart, "chart"],
} as const;

export const step5: StepClauses<Evaluation> = {
  step: 5,
  tasks: ["5.1", "5.2", "5.3"],
  right: {
    ratios: (truth) => ({ rows: truth.ratios.map((row) => ({ ...row })), types: ratioTypes }),
    intervals: (truth) => ({ rows: truth.ratios.map((row) => ({ ...row })), types: intervalTypes }),
    chart: (truth) => ({ rows: truth.chart.map((row) => ({ ...row })), types: chartTypes }),
  },
  others: [
    {
      name: "other types of numbers, rounded to three digits, rows in another order",
      solution: {
        ratios: (truth) => ({
          rows: truth.ratios.map((row) => ({ ...row, ng_ratio: row.ng_ratio.toFixed(3) })).reverse(),
          types: { ...ratioTypes, coils: "DOUBLE", ng: "DECIMAL(10,0)", ng_ratio: "DECIMAL(4,3)" },
        }),
        intervals: (truth) => ({
          rows: truth.ratios
            .map(({ line, wilson_low: low, wilson_high: high }) => ({
              line,
              wilson_low: low.toFixed(4),
              wilson_high: high,
            }))
            .reverse(),
          types: { ...intervalTypes, wilson_low: "DECIMAL(5,4)", wilson_high: "FLOAT" },
        }),
        chart: (truth) => ({
          rows: truth.chart.map((row) => ({ ...row, ratio: row.ratio.toFixed(4), lcl: 0 })).reverse(),
          types: { ...chartTypes, day: "DATE", ratio: "DECIMAL(5,4)", lcl: "DOUBLE" },
        }),
      },
    },
  ],
  clauses: [...ratioClauses, ...intervalClauses, ...chartClauses],
  seeds: 20,
  judge: (solution, task, seed) => {
    const [check, name] = checksOfStep5[task as keyof typeof checksOfStep5];
    return judgeOutput(jobs.evaluation, seed, solution[name], check);
  },
};

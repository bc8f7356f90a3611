import type { StepClauses } from "../../engine/clauses/clause";
import { jobs } from "../jobs";
import { checkCriteria } from "../outputs/criteria";
import { checkJudged } from "../outputs/judged";
import { checkUnmatched } from "../outputs/unmatched";
import { fullCriteria } from "../plant/criteria";
import { judgedRows, judgedTypes, unmatchedTypes } from "../state";
import { criteriaClauses } from "./judgement/criteria";
import { judgedClauses } from "./judgement/judged";
import type { Judgement } from "./judgement/solution";
import { unmatchedClauses } from "./judgement/unmatched";
import { judgeOutput } from "./made-up";

/** Each task's check, and what of a solution it looks at. */
export const checksOfStep4 = {
  "4.2": [checkJudged, "judged"],
  "4.3": [checkUnmatched, "unmatched"],
} as const;

export const step4: StepClauses<Judgement> = {
  step: 4,
  tasks: ["4.1", "4.2", "4.3"],
  right: {
    criteria: JSON.stringify(fullCriteria),
    judged: (truth) => ({ rows: judgedRows(truth), types: judgedTypes, folder: "day" }),
    unmatched: (truth) => ({ rows: truth.unmatched.map((row) => ({ ...row })), types: unmatchedTypes }),
  },
  others: [
    {
      name: "criteria and fields in another order, and a remark; rows and columns in another order, and more of them",
      solution: {
        criteria: JSON.stringify({
          criteria: fullCriteria.criteria.map((one) => Object.fromEntries(Object.entries(one).reverse())).reverse(),
          pixel_size_mm: 0.25,
          remark: "with Rust",
        }),
        judged: (truth) => ({
          rows: judgedRows(truth)
            .reverse()
            .map((row) => ({ max_area_px: 60, ...Object.fromEntries(Object.entries(row).reverse()) })),
          types: { max_area_px: "DOUBLE", ...judgedTypes, length_mm: "DECIMAL(18,6)" },
          folder: "day",
        }),
        unmatched: (truth) => ({
          rows: [...truth.unmatched].reverse().map((row) => ({ day: null, ...row })),
          types: { day: "VARCHAR", ...unmatchedTypes },
        }),
      },
    },
  ],
  clauses: [...criteriaClauses, ...judgedClauses, ...unmatchedClauses],
  seeds: 20,
  judge: (solution, task, seed) => {
    if (task === "4.1") {
      return checkCriteria({ text: async () => solution.criteria });
    }
    const [check, name] = checksOfStep4[task as keyof typeof checksOfStep4];
    return judgeOutput(jobs.judgement, seed, solution[name], check);
  },
};

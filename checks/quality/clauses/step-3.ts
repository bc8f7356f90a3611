import type { StepClauses } from "../../engine/clauses/clause";
import { jobs } from "../jobs";
import { checkFeatures } from "../outputs/features";
import { checkRejected } from "../outputs/rejected";
import { checkVectors } from "../outputs/vectors";
import { featureRows, featureTypes, rejectedRows, rejectedTypes, vectorRows, vectorTypes } from "../state";
import { judgeOutput } from "./made-up";
import { featureClauses } from "./preprocessing/features";
import { rejectedClauses } from "./preprocessing/rejected";
import type { Preprocessing } from "./preprocessing/solution";
import { vectorClauses } from "./preprocessing/vectors";

/** Each task's check, and what of a solution it looks at. */
export const checksOfStep3 = {
  "3.1": [checkRejected, "rejected"],
  "3.2": [checkFeatures, "features"],
  "3.3": [checkVectors, "vectors"],
} as const;

export const step3: StepClauses<Preprocessing> = {
  step: 3,
  tasks: ["3.1", "3.2", "3.3"],
  right: {
    rejected: (truth) => ({ rows: rejectedRows(truth), types: rejectedTypes }),
    features: (truth) => ({ rows: featureRows(truth), types: featureTypes, folder: "day" }),
    vectors: (truth) => ({ rows: vectorRows(truth), types: vectorTypes, folder: "day" }),
  },
  others: [
    {
      name: "rejected rows in another order, with their numbers as numbers and an empty cell as NULL",
      solution: {
        rejected: (truth) => ({
          rows: rejectedRows(truth)
            .reverse()
            .map((row) => ({ ...row, x0: row.x0 === "" ? null : Number(row.x0), gloss: row.gloss || null })),
          types: { ...rejectedTypes, x0: "BIGINT", seen_at: "TIMESTAMP" },
        }),
      },
    },
    {
      name: "further columns, and times with their zone",
      solution: {
        features: (truth) => ({
          rows: featureRows(truth).map((row) => ({ ...row, copy: 1, seen_at: `${row.seen_at}.000000+00` })),
          types: { ...featureTypes, copy: "INTEGER", seen_at: "TIMESTAMP WITH TIME ZONE" },
          folder: "day",
        }),
        vectors: (truth) => ({
          rows: vectorRows(truth).reverse(),
          types: { ...vectorTypes, gloss_norm: "DECIMAL(18,12)" },
          folder: "day",
        }),
      },
    },
  ],
  clauses: [...rejectedClauses, ...featureClauses, ...vectorClauses],
  seeds: 20,
  judge: (solution, task, seed) => {
    const [check, name] = checksOfStep3[task as keyof typeof checksOfStep3];
    return judgeOutput(jobs.preprocessing, seed, solution[name], check);
  },
};

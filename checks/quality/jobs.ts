import type { StepJob } from "../engine/step-job";
import { keys } from "./layout";

/** The Glue jobs of the exercises. */
export const jobs = {
  preprocessing: {
    name: "quality-exercises-preprocessing",
    arguments: (at) => ({
      "--raw_path": at("raw/inspections/"),
      "--rejected_path": at(keys.rejected),
      "--features_path": at(keys.features),
      "--vectors_path": at(keys.vectors),
    }),
  },
  judgement: {
    name: "quality-exercises-judgement",
    arguments: (at) => ({
      "--features_path": at(keys.features),
      "--rejected_path": at(keys.rejected),
      "--labels_path": at("raw/labels/"),
      "--criteria_path": at(keys.criteria),
      "--judged_path": at(keys.judged),
      "--unmatched_path": at(keys.unmatched),
    }),
  },
  evaluation: {
    name: "quality-exercises-evaluation",
    arguments: (at) => ({
      "--judged_path": at(keys.judged),
      "--ng_ratio_path": at(keys.ratios),
      "--intervals_path": at(keys.intervals),
      "--p_chart_path": at(keys.pChart),
    }),
  },
} as const satisfies Record<string, StepJob>;

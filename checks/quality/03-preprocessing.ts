import type { Step } from "../engine/workshop";
import type { PlantContext } from "./context";
import { jobs } from "./jobs";
import { keys } from "./layout";
import { checkFeatures } from "./outputs/features";
import { checkRejected } from "./outputs/rejected";
import { checkVectors } from "./outputs/vectors";
import { putFeatures } from "./state";

export const preprocessing: Step<PlantContext> = {
  number: 3,
  name: "03-preprocessing",
  lesson: "03-job-1-preprocessing",
  script: "03_preprocessing.py",
  job: jobs.preprocessing,
  put: ({ lab, truth }) => putFeatures(lab, truth),
  tasks: [
    {
      id: "3.1",
      title: "Every bad row lies in processed/rejected/, with its reject_reason",
      hint: "Three reasons, in this order: missing_cell, swapped_corners, duplicate_row. Of rows that are equal, one is good.",
      strongerHint:
        "F.when(a cell is '', 'missing_cell').when(x0 >= x1 or y0 >= y1 as numbers, 'swapped_corners').when(row_number() over all columns > 1, 'duplicate_row').",
      check: (context) =>
        context.onFreshDataToo(jobs.preprocessing, keys.rejected, (place) => checkRejected(context.lab, place)),
    },
    {
      id: "3.2",
      title: "Every good coil lies in processed/features/, with gauge_mm, width_px, height_px and aspect",
      hint: "Width is along x. `2.500 mm` is 2.5 mm: repair it. Which type does coil_id need?",
      strongerHint:
        "width_px = x1 - x0, height_px = y1 - y0, aspect = width_px / height_px, gauge_mm = regexp_replace(gauge, ' mm$', '') cast to double.",
      check: (context) =>
        context.onFreshDataToo(jobs.preprocessing, keys.features, (place) => checkFeatures(context.lab, place)),
    },
    {
      id: "3.3",
      title: "processed/vectors/ holds gloss_norm, roughness_norm and contrast_norm in 0–1",
      hint: "(value − minimum) ÷ (maximum − minimum): over which rows, and over how many days?",
      strongerHint:
        "Take min and max of the frame of good coils in one agg(), all days together, then compute the three columns.",
      check: (context) =>
        context.onFreshDataToo(jobs.preprocessing, keys.vectors, (place) => checkVectors(context.lab, place)),
    },
  ],
};

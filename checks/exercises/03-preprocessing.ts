import type { Context } from "./context";
import { keys } from "./names";
import { checkFeatures } from "./outputs/features";
import { checkRejected } from "./outputs/rejected";
import { checkVectors } from "./outputs/vectors";
import type { Step } from "./verdict";

export const preprocessing: Step<Context> = {
  number: 3,
  name: "03-preprocessing",
  script: "03_preprocessing.py",
  tasks: [
    {
      id: "3.1",
      title: "Every bad row lies in processed/rejected/, with its reject_reason",
      hint: "Three reasons, in this order: missing_cell, swapped_corners, duplicate_row. Of rows that are equal, one is good.",
      strongerHint:
        "F.when(a cell is '', 'missing_cell').when(x0 >= x1 or y0 >= y1 as numbers, 'swapped_corners').when(row_number() over all columns > 1, 'duplicate_row').",
      check: (context) => context.onFreshDataToo(3, keys.rejected, (place) => checkRejected(context.lab, place)),
    },
    {
      id: "3.2",
      title: "Every good coil lies in processed/features/, with gauge_mm, width_px, height_px and aspect",
      hint: "Width is along x. `2.500 mm` is 2.5 mm: repair it. Which type does coil_id need?",
      strongerHint:
        "width_px = x1 - x0, height_px = y1 - y0, aspect = width_px / height_px, gauge_mm = regexp_replace(gauge, ' mm$', '') cast to double.",
      check: (context) => context.onFreshDataToo(3, keys.features, (place) => checkFeatures(context.lab, place)),
    },
    {
      id: "3.3",
      title: "processed/vectors/ holds gloss_norm, roughness_norm and contrast_norm in 0–1",
      hint: "(value − minimum) ÷ (maximum − minimum): over which rows, and over how many days?",
      strongerHint:
        "Take min and max of the frame of good coils in one agg(), all days together, then compute the three columns.",
      check: (context) => context.onFreshDataToo(3, keys.vectors, (place) => checkVectors(context.lab, place)),
    },
  ],
};

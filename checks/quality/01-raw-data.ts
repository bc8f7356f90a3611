import type { Step } from "../engine/workshop";
import type { PlantContext } from "./context";
import { checkInspections } from "./raw-data/inspections";
import { checkLabels } from "./raw-data/labels";
import { checkManifest } from "./raw-data/manifest";
import { putManifest, putRaw } from "./state";

export const rawData: Step<PlantContext> = {
  number: 1,
  name: "01-raw-data",
  lesson: "01-upload-raw-data",
  put: async ({ lab, files, truth }) => {
    await putRaw(lab, files, truth);
    await putManifest(lab, truth);
  },
  tasks: [
    {
      id: "1.1",
      title: "One day's inspections can be read alone: raw/inspections/day=YYYY-MM-DD/",
      hint: "A crawler makes a partition column of a folder that is named name=value. Which day does a night shift belong to?",
      strongerHint:
        "Take six hours off seen_at, the first ten characters are the day. Each day's object begins with the header and has that day's lines, unchanged.",
      check: checkInspections,
    },
    {
      id: "1.2",
      title: "The labels lie as JSON lines: raw/labels/day=YYYY-MM-DD/labels.json",
      hint: "JSON lines: one object a line, no brackets around all, no comma between. The day stands in the key already.",
      strongerHint: "`JSON.stringify({ coil_id, defect })` for each label of the day, joined by a newline.",
      check: checkLabels,
    },
    {
      id: "1.3",
      title: "config/manifest.json says what lies under raw/, and nothing else lies there",
      hint: "List raw/ and count: objects, their bytes together, and the rows of the inspections. Is a header a row?",
      strongerHint:
        '`{ "objects": …, "rows": …, "bytes": … }`: add `size` over `s3.listObjects(bucket, "raw/")`; rows are lines less one header a file.',
      check: checkManifest,
    },
  ],
};

import type { Step } from "../engine/workshop";
import type { PlantContext } from "./context";
import { jobs } from "./jobs";
import { keys } from "./layout";
import { checkCriteria } from "./outputs/criteria";
import { checkJudged } from "./outputs/judged";
import { checkUnmatched } from "./outputs/unmatched";
import { putJudged } from "./state";

export const judgement: Step<PlantContext> = {
  number: 4,
  name: "04-judgement",
  lesson: "04-job-2-labeling",
  script: "04_judgement.py",
  job: jobs.judgement,
  put: async ({ lab, truth }) => {
    await lab.put(keys.criteria, JSON.stringify(truth.criteria, undefined, 2));
    await putJudged(lab, truth);
  },
  tasks: [
    {
      id: "4.1",
      title: "config/acceptance.json knows Rust, with the new severity blocker",
      hint: "Add one entry to criteria; the four others stay as they are. Which unit has each limit?",
      strongerHint:
        '`{ "defect": "Rust", "max_area_px": 60, "max_length_mm": 12, "severity": "blocker" }`, read from the file, pushed, written as JSON to config/acceptance.json.',
      check: ({ lab }) => checkCriteria(lab),
    },
    {
      id: "4.2",
      title: "Every labelled coil is judged OK or NG in processed/judged/, with length_mm and severity",
      hint: "NG where the area or the length is over its limit; at the limit is OK. The length is the longer side, in mm.",
      strongerHint:
        "length_mm = greatest(width_px, height_px) * pixel_size_mm; NG when area_px > max_area_px or length_mm > max_length_mm; severity only where NG.",
      check: (context) =>
        context.onFreshDataToo(jobs.judgement, keys.judged, (place) => checkJudged(context.lab, place)),
    },
    {
      id: "4.3",
      title: "What found no partner lies in processed/unmatched/, with record, coil_id and reason",
      hint: "Which coils have no label? Which labels have no good coil, and is their coil among the rejected rows?",
      strongerHint:
        "left_anti joins both ways: coil_without_label; for labels, coil_rejected where coil_id is in rejected/, else label_without_coil.",
      check: (context) =>
        context.onFreshDataToo(jobs.judgement, keys.unmatched, (place) => checkUnmatched(context.lab, place)),
    },
  ],
};

import type { StepJob } from "../../engine/step-job";
import { keys } from "../layout";

/** The Glue jobs of the exercises. */
export const jobs = {
  transforms: {
    name: "lake-exercises-transforms",
    arguments: (at) => ({
      "--tools_path": at(keys.toolCards),
      "--sites_path": at(keys.siteList),
      "--typed_path": at(keys.tools),
      "--cuts_path": at(keys.toolCuts),
      "--placed_path": at(keys.placed),
      "--unplaced_path": at(keys.unplaced),
    }),
  },
} as const satisfies Record<string, StepJob>;

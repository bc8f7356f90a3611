import { Context, type ContextOptions, type Place } from "../engine/context";
import type { Lab } from "../engine/lab/lab";
import type { StepJob } from "../engine/step-job";
import { jobs } from "./jobs";
import { keys, type PlantFiles } from "./layout";
import { freshCriteria, fullCriteria } from "./plant/criteria";
import { withOddLines, withSecondInspections } from "./plant/fresh-rows";
import { freshWorld, plantFiles, plantSeed } from "./plant/plant";
import { putFeatures, putJudged, putRaw } from "./state";
import { type Truth, truthOf } from "./truth";

/** Another plant's data, below a root of their own. */
export interface FreshPlace extends Place<Truth> {
  readonly files: PlantFiles;
}

/** The plant's data and fresh data, for the checks of one call. */
export class PlantContext extends Context<Truth> {
  readonly files: PlantFiles;
  readonly truth: Truth;
  readonly own: Place<Truth>;
  private readonly freshPlaces = new Map<boolean, FreshPlace>();

  constructor(lab: Lab, options: ContextOptions = {}) {
    super(lab, options);
    this.files = plantFiles(plantSeed);
    this.truth = truthOf(this.files, fullCriteria);
    this.own = { root: "", truth: this.truth };
  }

  get days(): string[] {
    return [...new Set(this.truth.rows.map(({ day }) => day))].sort();
  }

  /** Another plant's data ({@link freshWorld}), and where they may lie. */
  fresh(isEarlier = false): FreshPlace {
    const known = this.freshPlaces.get(isEarlier) ?? freshPlace(this.seed, isEarlier, this.scratch);
    this.freshPlaces.set(isEarlier, known);
    return known;
  }

  protected override async putFreshInputs(job: StepJob): Promise<Place<Truth>> {
    const { root: base, files, truth: ofAll } = this.fresh();
    const root = `${base}${job.name}/`;
    const truth = freshTruth(job, ofAll);
    await putInputs(this.lab, job, files, truth, root);
    return { root, truth };
  }
}

/** What those checks are given that look at the plant's own data alone: no seed is among it, so no verdict depends on one. */
export type OwnData = Pick<PlantContext, "lab" | "truth" | "days" | "scratchDatabase">;

/** Puts what a job reads below a root of the bucket. */
export async function putInputs(lab: Lab, job: StepJob, files: PlantFiles, truth: Truth, root: string): Promise<void> {
  if (job === jobs.preprocessing || job === jobs.judgement) {
    await putRaw(lab, files, truth, root);
  }
  if (job === jobs.judgement) {
    await putFeatures(lab, truth, root);
    await lab.put(root + keys.criteria, JSON.stringify(truth.criteria));
  }
  if (job === jobs.evaluation) {
    await putJudged(lab, truth, root);
  }
}

/** What fresh data show to a job, with what is planted into them for this job alone. */
export function freshTruth(job: StepJob, truth: Truth): Truth {
  return job === jobs.preprocessing
    ? withSecondInspections(truth)
    : job === jobs.evaluation
      ? withOddLines(truth)
      : truth;
}

function freshPlace(seed: number, isEarlier: boolean, scratch: string): FreshPlace {
  const files = plantFiles(seed, freshWorld(seed, isEarlier));
  return { root: `${scratch}${isEarlier ? "earlier" : "later"}/`, files, truth: truthOf(files, freshCriteria) };
}

import { randomInt, randomUUID } from "node:crypto";
import { DeleteDatabaseCommand } from "@aws-sdk/client-glue";
import { freshCriteria, fullCriteria } from "./criteria";
import { type Lab, unless } from "./lab";
import { keys, names } from "./names";
import { freshWorld, type PlantFiles, plantFiles, plantSeed } from "./plant";
import { withOddLines, withSecondInspections } from "./planted/fresh-rows";
import { putFeatures, putJudged, putRaw } from "./state";
import { type Truth, truthOf } from "./truth";
import { type Finding, right, wrong } from "./verdict";

/** The plant's own data below root "", or fresh data below another root. */
export interface Place {
  readonly root: string;
  readonly truth: Truth;
}

/** Another plant's data, below a root of their own. */
export interface FreshPlace extends Place {
  readonly files: PlantFiles;
}

interface FreshRun extends Place {
  /** Why the job failed; undefined where it SUCCEEDED. */
  readonly failure: string | undefined;
}

type JobStep = keyof typeof names.jobs;

export interface ContextOptions {
  /** Makes the fresh data. */
  readonly seed?: number;
  /** The longest run of a job on fresh data. */
  readonly jobSeconds?: number;
}

/** What the checks of one call share: the expected values, and the runs on fresh data. */
export class Context {
  readonly files = plantFiles(plantSeed);
  readonly truth = truthOf(this.files, fullCriteria);
  readonly plant: Place = { root: "", truth: this.truth };
  readonly seed: number;
  private readonly scratch = `check/${randomUUID()}/`;
  private readonly databases: string[] = [];
  private readonly runs = new Map<JobStep, Promise<FreshRun>>();
  private readonly freshPlaces = new Map<boolean, FreshPlace>();

  constructor(
    readonly lab: Lab,
    private readonly options: ContextOptions = {},
  ) {
    this.seed = options.seed ?? randomInt(1, 2 ** 31 - 1);
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

  /** A database that {@link close} deletes. */
  scratchDatabase(): string {
    const name = `quality_exercises_check_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
    this.databases.push(name);
    return name;
  }

  /**
   * Checks the plant's results, then what the student's job makes of fresh data.
   *
   * @param output The folder that the task is about: where the job failed later, this one may be right.
   */
  async onFreshDataToo(step: JobStep, output: string, check: (place: Place) => Promise<Finding>): Promise<Finding> {
    const first = await check(this.plant);
    if (first.state !== "right") {
      return first;
    }
    const run = await this.freshRun(step).catch(unless("EntityNotFoundException", undefined));
    if (run === undefined) {
      return wrong(`There is no job ${names.jobs[step]} that could be run again on fresh data.`, { praise });
    }
    if ((await this.lab.objects(run.root + output)).length === 0) {
      const reason = run.failure ?? `The run SUCCEEDED, but wrote nothing below the path of its argument for ${output}`;
      return wrong(`On fresh data your job did not get so far. ${reason}`, {
        praise,
        expected: "every path and every limit comes from the arguments and files",
      });
    }
    return onFreshData(first, [await check(run)], jobOnFreshData);
  }

  private freshRun(step: JobStep): Promise<FreshRun> {
    const known = this.runs.get(step) ?? this.startFreshRun(step);
    this.runs.set(step, known);
    return known;
  }

  private async startFreshRun(step: JobStep): Promise<FreshRun> {
    const { root: base, files, truth: ofAll } = this.fresh();
    const root = `${base}step-${step}/`;
    const truth = freshTruth(step, ofAll);
    const { lab } = this;
    if (step === 3 || step === 4) {
      await putRaw(lab, files, truth, root);
    }
    if (step === 4) {
      await putFeatures(lab, truth, root);
      await lab.put(root + keys.criteria, JSON.stringify(truth.criteria));
    }
    if (step === 5) {
      await putJudged(lab, truth, root);
    }
    const failure = await lab.runJob(
      names.jobs[step],
      jobArguments(lab.bucket, step, root),
      this.options.jobSeconds ?? 180,
    );
    return { root, truth, failure };
  }

  /** Deletes what the checks made. */
  async close(): Promise<void> {
    await this.lab.deletePrefix(this.scratch);
    await this.lab.deletePrefix("check/athena-results/");
    for (const name of this.databases) {
      await this.lab.glue
        .send(new DeleteDatabaseCommand({ Name: name }))
        .catch(unless("EntityNotFoundException", undefined));
    }
  }
}

/** What fresh data of a job's step show, with what is planted into them for this step alone. */
export function freshTruth(step: JobStep, truth: Truth): Truth {
  return step === 3 ? withSecondInspections(truth) : step === 5 ? withOddLines(truth) : truth;
}

const praise = "On the plant's own data it is right.";
/** Said before what is wrong with a job on fresh data. */
export const jobOnFreshData =
  "On fresh data your job gives another answer than the data: is a number or a path written into the script?";

function freshPlace(seed: number, isEarlier: boolean, scratch: string): FreshPlace {
  const files = plantFiles(seed, freshWorld(seed, isEarlier));
  return { root: `${scratch}${isEarlier ? "earlier" : "later"}/`, files, truth: truthOf(files, freshCriteria) };
}

/**
 * The verdict on a task that is looked at on the plant's data and on fresh data.
 *
 * @param first On the plant's data: where it is not right, it is the verdict.
 * @param others On fresh data: the first that is not right counts.
 * @param sentence What to say before the message of a finding on fresh data.
 */
export function onFreshData(first: Finding, others: readonly Finding[], sentence: string): Finding {
  if (first.state !== "right") {
    return first;
  }
  const second = others.find(({ state }) => state !== "right");
  return second === undefined
    ? right(`${first.message} On fresh data as well.`)
    : wrong(`${sentence} ${second.message}`, { ...(second.state === "wrong" ? second : {}), praise });
}

/** The arguments of a job for inputs and outputs below a root of the bucket. */
export function jobArguments(bucket: string, step: JobStep, root: string): Record<string, string> {
  const at = (key: string): string => `s3://${bucket}/${root}${key}`;
  const all = {
    3: {
      "--raw_path": at("raw/inspections/"),
      "--rejected_path": at(keys.rejected),
      "--features_path": at(keys.features),
      "--vectors_path": at(keys.vectors),
    },
    4: {
      "--features_path": at(keys.features),
      "--rejected_path": at(keys.rejected),
      "--labels_path": at("raw/labels/"),
      "--criteria_path": at(keys.criteria),
      "--judged_path": at(keys.judged),
      "--unmatched_path": at(keys.unmatched),
    },
    5: {
      "--judged_path": at(keys.judged),
      "--ng_ratio_path": at(keys.ratios),
      "--intervals_path": at(keys.intervals),
      "--p_chart_path": at(keys.pChart),
    },
  };
  return all[step];
}

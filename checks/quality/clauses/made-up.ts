import { jobOnFreshData, onFreshData, type Place } from "../../engine/context";
import type { ObjectInfo, Outputs } from "../../engine/lab/lab";
import type { Cell, ParquetRows } from "../../engine/lab/parquet";
import type { Types } from "../../engine/lab/put-parquet";
import type { StepJob } from "../../engine/step-job";
import type { Finding } from "../../engine/verdict";
import { freshTruth } from "../context";
import { freshCriteria, fullCriteria } from "../plant/criteria";
import { freshWorld, plantFiles, plantSeed } from "../plant/plant";
import { type Truth, truthOf } from "../truth";

export type Row = Readonly<Record<string, Cell>>;

/** What a job leaves under one folder of the bucket. */
export interface Output {
  readonly rows: readonly Row[];
  readonly types: Types;
  /** The column whose values name folders. */
  readonly folder?: string;
}

/** What is replaced in the script of the solution. */
export type Edit = readonly [text: string, by: string];

/** The finding on a made-up output, for data of which the truth is given. */
export type Judge = (lab: Outputs, place: Place<Truth>) => Promise<Finding>;

/** The message of a mistake that shows on fresh data alone. */
export const onFresh = (message: string): string => `${jobOnFreshData} ${message}`;

const plant = truthOf(plantFiles(plantSeed), fullCriteria);
const fresh = new Map<string, Truth>();

/** What fresh data of a seed show to a job. */
function freshOf(job: StepJob, seed: number): Truth {
  const name = `${job.name} ${seed}`;
  const known = fresh.get(name) ?? freshTruth(job, truthOf(plantFiles(seed, freshWorld(seed, false)), freshCriteria));
  fresh.set(name, known);
  return known;
}

const onPlant = new WeakMap<object, Promise<Finding>>();

/**
 * The verdict on a made-up output: on the plant's data, and where it is right there, on fresh data of a seed.
 *
 * @param output What lies under the task's key, for data of which this is the truth.
 */
export async function judgeOutput(
  job: StepJob,
  seed: number,
  output: (truth: Truth) => Output,
  check: Judge,
): Promise<Finding> {
  const first = onPlant.get(output) ?? findingOf(output(plant), plant, check);
  onPlant.set(output, first);
  const isRight = (await first).state === "right";
  return onFreshData(await first, isRight ? [await findingOnFresh(job, seed, output, check)] : [], jobOnFreshData);
}

/** The same on fresh data alone: what is planted lies there as well, so that the message is the same. */
export function findingOnFresh(
  job: StepJob,
  seed: number,
  output: (truth: Truth) => Output,
  check: Judge,
): Promise<Finding> {
  const truth = freshOf(job, seed);
  return findingOf(output(truth), truth, check);
}

async function findingOf({ rows, types, folder }: Output, truth: Truth, check: Judge): Promise<Finding> {
  const folders = folder === undefined ? [""] : [...new Set(rows.map((row) => `${folder}=${row[folder]}/`))];
  const lab: Outputs = {
    objects: async (prefix): Promise<ObjectInfo[]> =>
      folders.map((name) => ({ key: `${prefix}${name}part-0.snappy.parquet`, size: 1 })),
    parquet: async (): Promise<ParquetRows> => ({
      rows,
      types: folder === undefined ? types : { ...types, [folder]: "VARCHAR" },
    }),
  };
  return check(lab, { root: "", truth });
}

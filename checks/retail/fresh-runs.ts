import { jobOnFreshData, onFreshData } from "../engine/context";
import { unless } from "../engine/lab/lab";
import type { StepJob } from "../engine/step-job";
import { type Finding, wrong } from "../engine/verdict";
import type { RetailContext } from "./context";

/** A run of a job: what is put before it, and the arguments beside its paths. */
export interface Run {
  put(root: string): Promise<void>;
  readonly args: Readonly<Record<string, string>>;
  /** Whether it has to fail. */
  readonly fails?: boolean;
}

/** What the runs left. */
export interface FreshRuns {
  readonly root: string;
  /** Why a run failed that was to succeed; undefined where all did. */
  readonly failure: string | undefined;
  /** Whether a run SUCCEEDED that had to fail. */
  readonly isGreen: boolean;
}

const known = new WeakMap<RetailContext, Map<string, Promise<FreshRuns | undefined>>>();

/**
 * Checks the results on the exercises' own data, then what the student's job makes of another kiosk's data in several
 * runs, one after the other: once for all tasks of a step.
 *
 * @param own What the check says of the exercises' own data.
 * @param check What it says of what the runs left.
 */
export async function onFreshRuns(
  context: RetailContext,
  job: StepJob,
  runs: readonly Run[],
  own: () => Promise<Finding>,
  check: (done: FreshRuns) => Promise<Finding>,
): Promise<Finding> {
  const first = await own();
  if (first.state !== "right") {
    return first;
  }
  const jobs = known.get(context) ?? new Map<string, Promise<FreshRuns | undefined>>();
  known.set(context, jobs);
  const started = jobs.get(job.name) ?? startRuns(context, job, runs);
  jobs.set(job.name, started);
  const done = await started;
  const praise = "On the exercises' own data it is right.";
  if (done === undefined) {
    return wrong(`There is no job ${job.name} that could be run again on fresh data.`, { praise });
  }
  const second = await check(done);
  if (second.state !== "right" && done.failure !== undefined) {
    return wrong(`On fresh data your job did not get so far. ${done.failure}`, { praise });
  }
  return onFreshData(first, [second], jobOnFreshData);
}

async function startRuns(context: RetailContext, job: StepJob, runs: readonly Run[]): Promise<FreshRuns | undefined> {
  const root = `${context.fresh.root}${job.name}/`;
  const paths = job.arguments((key) => `s3://${context.lab.bucket}/${root}${key}`);
  let isGreen = false;
  for (const { put, args, fails = false } of runs) {
    await put(root);
    const failure = await context.lab
      .runJob(job.name, { ...paths, ...args }, 180)
      .catch(unless("EntityNotFoundException", "none"));
    if (failure === "none") {
      return undefined;
    }
    if (failure !== undefined && !fails) {
      return { root, failure, isGreen };
    }
    isGreen ||= failure === undefined && fails;
  }
  return { root, failure: undefined, isGreen };
}

import { randomInt, randomUUID } from "node:crypto";
import { DeleteDatabaseCommand } from "@aws-sdk/client-glue";
import { type Lab, unless } from "./lab/lab";
import type { StepJob } from "./step-job";
import { type Finding, right, wrong } from "./verdict";

/** Data below a root of the exercises' bucket, and what should come out of them. */
export interface Place<Truth> {
  readonly root: string;
  readonly truth: Truth;
}

interface FreshRun<Truth> extends Place<Truth> {
  /** Why the job failed; undefined where it SUCCEEDED. */
  readonly failure: string | undefined;
}

export interface ContextOptions {
  /** Makes the fresh data. */
  readonly seed?: number;
  /** The longest run of a job on fresh data. */
  readonly jobSeconds?: number;
}

/** What the checks of one call share: the expected values, and the runs on fresh data. */
export abstract class Context<Truth = unknown> {
  readonly seed: number;
  /** Below it lies what the checks make; {@link close} deletes it. */
  protected readonly scratch = `check/${randomUUID()}/`;
  private readonly databases: string[] = [];
  private readonly runs = new Map<string, Promise<FreshRun<Truth>>>();

  constructor(
    readonly lab: Lab,
    private readonly options: ContextOptions = {},
  ) {
    this.seed = options.seed ?? randomInt(1, 2 ** 31 - 1);
  }

  /** The exercises' own data, at root "". */
  abstract readonly own: Place<Truth>;

  /**
   * Puts what a job reads, made from fresh data, at a root of its own below {@link scratch}. A workshop whose steps have
   * jobs says how.
   *
   * @returns Where it lies, and what the job should make of it.
   */
  protected async putFreshInputs(job: StepJob): Promise<Place<Truth>> {
    throw new Error(`No fresh data are made for the job ${job.name}.`);
  }

  /** A database that {@link close} deletes. */
  scratchDatabase(): string {
    const name = `${this.lab.database}_check_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
    this.databases.push(name);
    return name;
  }

  /**
   * Checks the results on the exercises' own data, then what the student's job makes of fresh data.
   *
   * @param output The folder that the task is about: where the job failed later, this one may be right.
   */
  async onFreshDataToo(
    job: StepJob,
    output: string,
    check: (place: Place<Truth>) => Promise<Finding>,
  ): Promise<Finding> {
    const first = await check(this.own);
    if (first.state !== "right") {
      return first;
    }
    const run = await this.freshRun(job).catch(unless("EntityNotFoundException", undefined));
    if (run === undefined) {
      return wrong(`There is no job ${job.name} that could be run again on fresh data.`, { praise });
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

  private freshRun(job: StepJob): Promise<FreshRun<Truth>> {
    const known = this.runs.get(job.name) ?? this.startFreshRun(job);
    this.runs.set(job.name, known);
    return known;
  }

  private async startFreshRun(job: StepJob): Promise<FreshRun<Truth>> {
    const place = await this.putFreshInputs(job);
    const args = job.arguments((key) => `s3://${this.lab.bucket}/${place.root}${key}`);
    const failure = await this.lab.runJob(job.name, args, this.options.jobSeconds ?? 180);
    return { ...place, failure };
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

const praise = "On the exercises' own data it is right.";

/** Said before what is wrong with a job on fresh data. */
export const jobOnFreshData = "On fresh data what your job writes is not right.";

/**
 * The verdict on a task that is looked at on the exercises' own data and on fresh data.
 *
 * @param first On the own data: where it is not right, it is the verdict.
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

import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Job, JobRun, StartJobRunRequest } from "@aws-sdk/client-glue";
import { AwsError } from "../../protocol/aws-error";
import { sortedBy } from "../../protocol/page-of";
import { DataFolder } from "../../storage/data-folder";
import { explain } from "../../storage/io-error";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";
import type { Connections } from "../catalog/connections/connections";
import { notFound } from "../errors";
import { fileName } from "../file-name";
import { reviveDates } from "../revive-dates";
import { checkArguments } from "./arguments/special-arguments";
import { Bookmarks } from "./bookmarks";
import { checkRunMembers, isPythonShell, notification, timeout } from "./job-definition";
import { isActive, RunStore } from "./run-store";
import { LaunchError } from "./running/launch-files";
import { type RunEnvironment, RunningScript, type ScriptEnd, workFolder } from "./running/run-script";
import { removeAllUnfinishedOutput } from "./running/unfinished-output";
import { type CapacityInput, isSized, pythonShellCapacity, sparkCapacity, sparkCores } from "./workers";

/** Why a run was ended from outside. */
interface Stop {
  readonly state: "STOPPED" | "TIMEOUT" | "FAILED";
  readonly message?: string;
}

/** Where a run comes from. */
export interface RunContext {
  readonly region: string;
  /** The run that failed, where this one is its retry. */
  readonly previous?: JobRun | undefined;
  /** What a trigger adds to the runs that it starts. */
  readonly origin?: Pick<JobRun, "TriggerName" | "PredecessorRuns"> | undefined;
}

interface Active {
  script: RunningScript | undefined;
  stop: Stop | undefined;
  done: Promise<void>;
}

const minute = 60_000;

/** All jobs and their runs. */
export class Jobs {
  readonly runs: RunStore;
  readonly bookmarks: Bookmarks;
  private readonly jobs: RecordFolder<Job>;
  private readonly active = new Map<string, Active>();
  /** Set while all runs are ended: then none is tried again. */
  private isClosing = false;
  private readonly runEnded: ((run: JobRun, retry: string | undefined) => void)[] = [];

  constructor(
    private readonly environment: Omit<RunEnvironment, "region">,
    private readonly connections: Pick<Connections, "has">,
  ) {
    this.jobs = new RecordFolder(DataFolder.at(environment.dataDir), join("glue", "jobs"), {
      shape: objectWith({ Name: "string" }),
      keyOf: (job) => job.Name ?? "",
      fileName,
      revive: reviveDates,
      notFound: (name) => notFound(`Job ${name} not found.`),
    });
    this.runs = new RunStore(environment.dataDir);
    this.bookmarks = new Bookmarks(environment.dataDir);
    const work = workFolder(environment.dataDir);
    removeAllUnfinishedOutput(environment.dataDir, work);
    rmSync(work, { recursive: true, force: true });
  }

  has(name: string): boolean {
    return this.jobs.has(name);
  }

  /** @throws AwsError EntityNotFoundException */
  get(name: string): Job {
    return this.jobs.get(name);
  }

  /** All names, sorted. */
  names(): string[] {
    return sortedBy(this.jobs.keys(), (name) => name);
  }

  write(job: Job): void {
    this.jobs.put(job);
  }

  /** Deletes a job and its runs; those that are active are ended. */
  async delete(name: string): Promise<void> {
    await Promise.all(this.runs.list(name).map((run) => this.stop(run, { state: "STOPPED" })));
    this.jobs.delete(name);
    this.runs.deleteAll(name);
    this.bookmarks.delete(name);
  }

  /** Has a function called after each run, with the id of its retry where there is one. */
  onRunEnd(listener: (run: JobRun, retry: string | undefined) => void): void {
    this.runEnded.push(listener);
  }

  /** A run as it is now: while it is active, its time goes on. @throws AwsError EntityNotFoundException */
  getRun(name: string, id: string): JobRun {
    const run = this.runs.find(name, id);
    if (run === undefined) {
      throw notFound(`Job run ${id} of job ${name} not found.`);
    }
    return withTime(run);
  }

  /** The runs of a job, the newest first. */
  getRuns(name: string): JobRun[] {
    return this.runs.list(this.get(name).Name ?? "").map(withTime);
  }

  /**
   * Starts a run; it goes on after this returns.
   *
   * @returns The run's id.
   * @throws AwsError ConcurrentRunsExceededException, InvalidInputException
   */
  start(job: Job, request: StartJobRunRequest, context: RunContext): string {
    const { previous, origin } = context;
    const name = job.Name ?? "";
    const most = job.ExecutionProperty?.MaxConcurrentRuns ?? 1;
    if (this.runs.list(name).filter(isActive).length >= most) {
      throw new AwsError("ConcurrentRunsExceededException", `Concurrent runs exceeded for ${name}`);
    }
    const args = { ...job.DefaultArguments, ...request.Arguments, ...job.NonOverridableArguments };
    const isShell = isPythonShell(job);
    checkRunMembers(request, isShell);
    checkArguments(args, isShell);
    const size = capacity(job, request);
    if (!isShell) {
      sparkCores({ ...size, Arguments: args });
    }
    const attempt = previous === undefined ? 0 : (previous.Attempt ?? 0) + 1;
    const now = new Date();
    const run: JobRun = {
      Id: runId(previous, attempt),
      Attempt: attempt,
      ...(previous && { PreviousRunId: previous.Id }),
      JobName: name,
      JobMode: job.JobMode,
      StartedOn: now,
      LastModifiedOn: now,
      JobRunState: "STARTING",
      Arguments: request.Arguments ?? {},
      PredecessorRuns: [],
      ...origin,
      ExecutionTime: 0,
      Timeout: request.Timeout === undefined ? job.Timeout : timeout(request.Timeout),
      ...size,
      NotificationProperty: notification(request.NotificationProperty ?? job.NotificationProperty),
      LogGroupName: args["--custom-logGroup-prefix"] || (isShell ? "/aws-glue/python-jobs" : "/aws-glue/jobs"),
      GlueVersion: job.GlueVersion,
      ExecutionClass: request.ExecutionClass ?? job.ExecutionClass,
    };
    this.runs.write(name, run);
    const active: Active = { script: undefined, stop: undefined, done: Promise.resolve() };
    this.active.set(run.Id ?? "", active);
    active.done = this.run(job, run, args, active, context, request).catch(console.error);
    return run.Id ?? "";
  }

  /** Ends an active run; it is STOPPING until its processes are gone. False where it has ended already. */
  async stop(run: JobRun, stop: Stop): Promise<boolean> {
    const active = this.active.get(run.Id ?? "");
    if (active === undefined || active.stop !== undefined) {
      return false;
    }
    active.stop = stop;
    this.runs.write(run.JobName ?? "", { ...run, JobRunState: "STOPPING", LastModifiedOn: new Date() });
    await active.script?.stop();
    return true;
  }

  /** Ends all runs and waits until their processes are gone. */
  async close(): Promise<void> {
    this.isClosing = true;
    const message = "The embedded AWS was stopped while the job ran.";
    const runs = this.names().flatMap((name) => this.runs.list(name).filter(isActive));
    const done = [...this.active.values()].map((active) => active.done);
    await Promise.all(runs.map((run) => this.stop(run, { state: "FAILED", message })));
    await Promise.all(done);
  }

  /** Ends all runs and forgets everything in memory. */
  async reset(): Promise<void> {
    await this.close();
    this.isClosing = false;
    this.jobs.forget();
    this.runs.forget();
  }

  private async run(
    job: Job,
    run: JobRun,
    args: Readonly<Record<string, string>>,
    active: Active,
    context: RunContext,
    request: StartJobRunRequest,
  ): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let end: ScriptEnd | Stop;
    try {
      await new Promise(setImmediate);
      if (active.stop === undefined) {
        this.checkConnections(job);
        active.script = new RunningScript(job, run, args, { ...this.environment, region: context.region });
        this.runs.write(run.JobName ?? "", { ...run, JobRunState: "RUNNING", LastModifiedOn: new Date() });
        const minutes = run.Timeout ?? 1;
        const message = `The job run exceeded its timeout of ${minutes} minute${minutes === 1 ? "" : "s"}.`;
        timer = setTimeout(() => this.stop(run, { state: "TIMEOUT", message }), minutes * minute);
      }
      end = (await active.script?.ended) ?? { state: "FAILED", message: "The job was stopped before it started." };
    } catch (error) {
      if (!(error instanceof LaunchError)) {
        console.error(error);
      }
      end = { state: "FAILED", message: explain(error) };
    } finally {
      clearTimeout(timer);
    }
    this.active.delete(run.Id ?? "");
    end = active.stop ?? end;
    this.end(run, end);
    const hasFailed = active.stop === undefined && end.state === "FAILED" && !this.isClosing;
    const retry =
      hasFailed && (run.Attempt ?? 0) < (job.MaxRetries ?? 0) ? this.retry(run, request, context) : undefined;
    const ended = { ...run, JobRunState: end.state, ErrorMessage: "message" in end ? end.message : undefined };
    for (const listener of this.runEnded) {
      listener(ended, retry);
    }
  }

  /** @throws LaunchError Where a connection of the job is not there. Their networks are not: a run reaches what this machine does. */
  private checkConnections({ Connections: list }: Job): void {
    const missing = list?.Connections?.find((name) => !this.connections.has(name));
    if (missing !== undefined) {
      throw new LaunchError(
        `LAUNCH ERROR | There is no connection ${missing}, which the job names. Make it, then start again.`,
      );
    }
  }

  /** Returns the id of a further attempt, or undefined where there can be none now. */
  private retry(run: JobRun, request: StartJobRunRequest, context: RunContext): string | undefined {
    try {
      return this.start(this.get(run.JobName ?? ""), request, { ...context, previous: run });
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      return undefined;
    }
  }

  private end(run: JobRun, end: Stop | ScriptEnd): void {
    const now = new Date();
    const ended: JobRun = withTime({ ...run, JobRunState: end.state, CompletedOn: now, LastModifiedOn: now });
    const message = "message" in end ? end.message : undefined;
    if (!this.has(run.JobName ?? "")) {
      return;
    }
    this.runs.write(run.JobName ?? "", { ...ended, ...(message === undefined ? {} : { ErrorMessage: message }) });
  }
}

function capacity(job: Job, request: CapacityInput) {
  const { WorkerType, NumberOfWorkers, MaxCapacity } = job;
  if (isPythonShell(job)) {
    return pythonShellCapacity(isSized(request) ? request : { MaxCapacity });
  }
  return sparkCapacity(isSized(request) ? request : { WorkerType, NumberOfWorkers });
}

function runId(previous: JobRun | undefined, attempt: number): string {
  const first = previous?.Id?.replace(/_attempt_\d+$/, "") ?? `jr_${randomBytes(32).toString("hex")}`;
  return attempt === 0 ? first : `${first}_attempt_${attempt}`;
}

/** Seconds that a run has taken, and its DPUs for so long. */
function withTime(run: JobRun): JobRun {
  const end = run.CompletedOn?.getTime() ?? Date.now();
  const ExecutionTime = Math.max(0, Math.round((end - (run.StartedOn?.getTime() ?? end)) / 1000));
  return { ...run, ExecutionTime, DPUSeconds: ExecutionTime * (run.MaxCapacity ?? 0) };
}

import { randomBytes } from "node:crypto";
import { explain } from "../../storage/io-error";
import { invalidInput, notFound } from "../errors";
import type { RunEnvironment } from "../jobs/running/run-script";
import { type TableRequest, TableTask } from "./table-task";
import { isActive, type Task, type TaskStore } from "./task-store";

interface Stop {
  readonly Status: "STOPPED" | "TIMEOUT" | "FAILED";
  readonly ErrorString?: string;
}

interface Active<Answer> {
  task: TableTask<Answer> | undefined;
  stop: Stop | undefined;
  done: Promise<void>;
}

const minute = 60_000;

/** Runs of one kind: starts them on Spark, follows them to their end, ends them early. */
export class TaskRuns<Run extends Task, Answer> {
  private readonly active = new Map<string, Active<Answer>>();

  /**
   * @param title What a run is called in messages.
   * @param finish Called with what a run that succeeded has found, before it is SUCCEEDED; gives the run's new members.
   */
  constructor(
    private readonly title: string,
    private readonly store: TaskStore<Run>,
    private readonly environment: Omit<RunEnvironment, "region">,
    private readonly finish: (run: Run, answer: Answer) => Partial<Run> | Promise<Partial<Run>>,
  ) {}

  /** A run as it is now. @throws AwsError EntityNotFoundException */
  get(id: string): Run {
    const run = this.store.get(id);
    if (run === undefined) {
      throw notFound(`${this.title} ${id} not found.`);
    }
    return isActive(run) ? { ...run, ExecutionTime: seconds(run, new Date()) } : run;
  }

  /** The newest first. */
  all(): Run[] {
    return this.store.all();
  }

  /**
   * Starts a run; it goes on after this returns.
   *
   * @param request Made with the run's id.
   * @returns The run's id.
   */
  start(run: Run, request: (id: string) => TableRequest, region: string): string {
    const RunId = `dqrun-${randomBytes(20).toString("hex")}`;
    const now = new Date();
    const started = { ...run, RunId, Status: "STARTING", StartedOn: now, LastModifiedOn: now } as const;
    this.store.write(started);
    const active: Active<Answer> = { task: undefined, stop: undefined, done: Promise.resolve() };
    this.active.set(RunId, active);
    active.done = this.run(started, request(RunId), active, region).catch(console.error);
    return RunId;
  }

  /** Ends an active run; it is STOPPING until its JVM is gone. @throws AwsError */
  async cancel(id: string): Promise<void> {
    const run = this.get(id);
    if (!isActive(run)) {
      throw invalidInput(`${this.title} ${id} is ${run.Status} and cannot be cancelled.`);
    }
    await this.stop(run, { Status: "STOPPED" });
  }

  /** Ends all runs and waits until their JVMs are gone. */
  async close(): Promise<void> {
    const ErrorString = "The embedded AWS was stopped while the run was going on.";
    const done = [...this.active.values()].map((active) => active.done);
    const active = this.store.all().filter(isActive);
    await Promise.all(active.map((run) => this.stop(run, { Status: "FAILED", ErrorString })));
    await Promise.all(done);
  }

  private async stop(run: Run, stop: Stop): Promise<void> {
    const active = this.active.get(run.RunId ?? "");
    if (active === undefined || active.stop !== undefined) {
      return;
    }
    active.stop = stop;
    this.store.write({ ...run, Status: "STOPPING", LastModifiedOn: new Date() });
    await active.task?.stop();
  }

  private async run(run: Run, request: TableRequest, active: Active<Answer>, region: string): Promise<void> {
    await new Promise(setImmediate);
    const end = await this.work(run, request, active, region).catch(failure);
    this.active.delete(run.RunId ?? "");
    const now = new Date();
    const ExecutionTime = seconds(run, now);
    this.store.write({ ...run, ...(active.stop ?? end), ExecutionTime, LastModifiedOn: now, CompletedOn: now });
  }

  /** What the run comes to where nobody stops it. */
  private async work(
    run: Run,
    request: TableRequest,
    active: Active<Answer>,
    region: string,
  ): Promise<Partial<Run> | Partial<Task>> {
    if (active.stop !== undefined) {
      return {};
    }
    const task = TableTask.start<Answer>(run.RunId ?? "", request, { ...this.environment, region });
    active.task = task;
    this.store.write({ ...run, Status: "RUNNING", LastModifiedOn: new Date() });
    const minutes = run.Timeout ?? 1;
    const ErrorString = `The run exceeded its timeout of ${minutes} minute${minutes === 1 ? "" : "s"}.`;
    const timer = setTimeout(() => this.stop(run, { Status: "TIMEOUT", ErrorString }), minutes * minute);
    const end = await task.ended.finally(() => clearTimeout(timer));
    if (end.Status === "FAILED") {
      return end;
    }
    if (active.stop !== undefined) {
      return {};
    }
    return { ...(await this.finish(run, end.answer)), Status: "SUCCEEDED" };
  }
}

function failure(error: unknown): Partial<Task> {
  console.error(error);
  return { Status: "FAILED", ErrorString: explain(error) };
}

function seconds(run: Task, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - (run.StartedOn?.getTime() ?? now.getTime())) / 1000));
}

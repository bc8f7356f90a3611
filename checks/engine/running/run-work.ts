import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../../processes/project";
import { resultOf } from "../check-tasks";
import { type TaskResult, wrong } from "../verdict";
import { filesOf, type Workshop } from "../workshop";
import { runWorker } from "./worker-process";

export interface Work {
  readonly workshop: Workshop;
  /** The folder with the notebooks and scripts. */
  readonly folder: string;
  readonly steps?: readonly number[] | undefined;
  /** A step goes on from the state that the one before left, where that was run; else from a right state. */
  readonly chained: boolean;
  /** Somebody else's code: nothing outside its own folder can be written. */
  readonly isShutIn?: boolean;
  /** The longest run of one notebook. */
  readonly notebookSeconds?: number;
  /** The longest that all of it may take. */
  readonly seconds?: number;
}

export interface Outcome {
  readonly results: readonly TaskResult[];
  /** The steps that had to be stopped, such as `quality/3`. */
  readonly stopped: readonly string[];
  /** Why there are no results, or not all. */
  readonly failure: string | undefined;
}

const mostFileBytes = 5_000_000;

/** Runs notebooks in a process and an embedded AWS of their own, and checks what they leave there. */
export async function runWork(work: Work): Promise<Outcome> {
  const place = mkdtempSync(join(tmpdir(), "quality-exercises-work-"));
  // where root runs this, a database's server is another user's, and has to pass through to its folder
  chmodSync(place, 0o711);
  const remove = (): void => rmSync(place, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    copyWork(work, join(place, "exercises", work.workshop.names.slug));
    mkdirSync(join(place, "home"));
    // the notebooks' package `glue-lab` is found by way of both
    for (const name of ["node_modules", "dist"]) {
      symlinkSync(join(root, name), join(place, name));
    }
    return await runSteps(place, work);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

/** Copies the files that belong to an exercise, and nothing else. */
function copyWork({ folder, workshop }: Work, to: string): void {
  mkdirSync(to, { recursive: true });
  const files = new Set(workshop.steps.flatMap(filesOf));
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const source = join(folder, name);
    if (files.has(name) && statSync(source).isFile() && statSync(source).size <= mostFileBytes) {
      cpSync(source, join(to, name), { dereference: true });
    }
  }
  for (const [name, text] of workshop.exerciseData()) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), text);
  }
}

/** Runs the steps; after one that has to be stopped, another process checks what it left and goes on with the next. */
async function runSteps(place: string, work: Work): Promise<Outcome> {
  const until = Date.now() + (work.seconds ?? 1_200) * 1_000;
  const results: TaskResult[] = [];
  const stopped: string[] = [];
  let left = work.workshop.steps.map(({ number }) => number).filter((number) => work.steps?.includes(number) ?? true);
  let reason: string | undefined;
  for (;;) {
    const { workshop, isShutIn = false, chained, notebookSeconds = 180 } = work;
    const seconds = Math.max(1, (until - Date.now()) / 1_000);
    const run = await runWorker(
      place,
      { workshop: workshop.names.slug, steps: left, chained, notebookSeconds, stopped: reason },
      isShutIn,
      seconds,
    );
    results.push(...run.results);
    if (run.stopped === undefined) {
      return { results, stopped, failure: run.failure };
    }
    const { step, wasChecking } = run.stopped;
    const name = `${workshop.names.slug}/${step}`;
    if (!stopped.includes(name)) {
      stopped.push(name);
    }
    if (wasChecking) {
      results.push(...stoppedInCheck(workshop, step, run.stopped.reason));
    }
    reason = wasChecking ? undefined : run.stopped.reason;
    left = left.filter((number) => (wasChecking ? number > step : number >= step));
    if (left.length === 0) {
      return { results, stopped, failure: undefined };
    }
  }
}

/** What is said of the tasks of a step whose check did not come to its end. */
function stoppedInCheck(workshop: Workshop, number: number, reason: string): TaskResult[] {
  const tasks = workshop.steps.find((step) => step.number === number)?.tasks ?? [];
  return tasks.map((task) => resultOf(workshop, task, wrong(`${reason} It could not be checked.`)));
}

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { steps } from "../../checks/exercises/check-steps";
import { type TaskResult, wrong } from "../../checks/exercises/verdict";
import { root } from "../environment";
import { exerciseFiles } from "./exercise-files";
import { runWorker } from "./worker-process";

export interface Work {
  /** The folder with the notebooks and scripts. */
  readonly folder: string;
  readonly steps?: readonly number[];
  /** Each step goes on from the state that the one before left; else from a right state. */
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
  /** The numbers of the steps that had to be stopped. */
  readonly stopped: readonly number[];
  /** Why there are no results, or not all. */
  readonly failure: string | undefined;
}

const mostFileBytes = 5_000_000;

/** Runs notebooks in a process and an embedded AWS of their own, and checks what they leave there. */
export async function checkWork(work: Work): Promise<Outcome> {
  const place = mkdtempSync(join(tmpdir(), "quality-exercises-work-"));
  const remove = (): void => rmSync(place, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    copyWork(work.folder, join(place, "exercises"));
    mkdirSync(join(place, "home"));
    // the notebooks' package `quality-lab` is found by way of both
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
function copyWork(from: string, to: string): void {
  mkdirSync(join(to, "data"), { recursive: true });
  const files = exerciseFiles();
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    const source = join(from, name);
    if (files.has(name) && statSync(source).isFile() && statSync(source).size <= mostFileBytes) {
      cpSync(source, join(to, name), { dereference: true });
    }
  }
  for (const name of ["inspections.csv", "labels.json", "acceptance.json"]) {
    cpSync(join(root, "exercises", "data", name), join(to, "data", name));
  }
}

/** Runs the steps; after one that has to be stopped, another process checks what it left and goes on with the next. */
async function runSteps(place: string, work: Work): Promise<Outcome> {
  const until = Date.now() + (work.seconds ?? 1_200) * 1_000;
  const results: TaskResult[] = [];
  const stopped: number[] = [];
  let left = steps.map(({ number }) => number).filter((number) => work.steps?.includes(number) ?? true);
  let reason: string | undefined;
  for (;;) {
    const { isShutIn = false, chained, notebookSeconds = 180 } = work;
    const seconds = Math.max(1, (until - Date.now()) / 1_000);
    const run = await runWorker(place, { steps: left, chained, notebookSeconds, stopped: reason }, isShutIn, seconds);
    results.push(...run.results);
    if (run.stopped === undefined) {
      return { results, stopped, failure: run.failure };
    }
    const { step, wasChecking } = run.stopped;
    if (!stopped.includes(step)) {
      stopped.push(step);
    }
    if (wasChecking) {
      results.push(...stoppedInCheck(step, run.stopped.reason));
    }
    reason = wasChecking ? undefined : run.stopped.reason;
    left = left.filter((number) => (wasChecking ? number > step : number >= step));
    if (left.length === 0) {
      return { results, stopped, failure: undefined };
    }
  }
}

/** What is said of the tasks of a step whose check did not come to its end. */
function stoppedInCheck(number: number, reason: string): TaskResult[] {
  const tasks = steps.find((step) => step.number === number)?.tasks ?? [];
  return tasks.map(({ id, title, hint, strongerHint }) => {
    const finding = wrong(`${reason} It could not be checked.`);
    return { task: id, title, finding, hint, strongerHint };
  });
}

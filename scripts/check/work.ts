import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TaskResult } from "../../checks/exercises/verdict";
import { root, venvProgram } from "../environment";
import { exerciseFiles } from "./exercise-files";
import { shutIn } from "./sandbox";

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
  /** Why there are no results, or not all. */
  readonly failure: string | undefined;
}

/** What the worker is told, as JSON in its last argument. */
export interface Order {
  readonly folder: string;
  readonly steps: readonly number[] | undefined;
  readonly chained: boolean;
  readonly notebookSeconds: number;
}

const mostFileBytes = 5_000_000;
const mostAnswerBytes = 2_000_000;

/** Runs notebooks in a process and an embedded AWS of their own, and checks what they leave there. */
export async function checkWork(work: Work): Promise<Outcome> {
  const place = mkdtempSync(join(tmpdir(), "quality-exercises-work-"));
  try {
    copyWork(work.folder, join(place, "exercises"));
    mkdirSync(join(place, "home"));
    // the notebooks' package `quality-lab` is found by way of both
    for (const name of ["node_modules", "dist"]) {
      symlinkSync(join(root, name), join(place, name));
    }
    return await runWorker(place, work);
  } finally {
    rmSync(place, { recursive: true, force: true });
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

function runWorker(place: string, work: Work): Promise<Outcome> {
  // inside, the place is seen as /tmp
  const inside = work.isShutIn ? "/tmp" : place;
  const order: Order = {
    folder: inside,
    steps: work.steps,
    chained: work.chained,
    notebookSeconds: work.notebookSeconds ?? 180,
  };
  const command = [process.execPath, join(root, "dist", "scripts", "check", "worker.js"), JSON.stringify(order)];
  const [program = "", ...args] = work.isShutIn ? shutIn(place, command) : command;
  const child = spawn(program, args, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: [join(root, ".venv", "bin"), process.env.PATH].join(":"),
      HOME: join(inside, "home"),
      TMPDIR: inside,
      LANG: "C.UTF-8",
      JUPYTER_PREFER_ENV_PATH: "1",
      PYTHONDONTWRITEBYTECODE: "1",
      LAB_PYTHON: venvProgram("python"),
    },
  });
  let answer = "";
  let complaint = "";
  child.stdout.on("data", (text: Buffer) => {
    answer += answer.length < mostAnswerBytes ? text : "";
  });
  child.stderr.on("data", (text: Buffer) => {
    complaint = (complaint + text).slice(-2_000);
  });
  return new Promise((done) => {
    let isLate = false;
    const timer = setTimeout(
      () => {
        isLate = true;
        end(child.pid);
      },
      (work.seconds ?? 1_200) * 1_000,
    );
    const stop = (): void => end(child.pid);
    process.once("exit", stop);
    child.once("close", () => {
      clearTimeout(timer);
      process.off("exit", stop);
      end(child.pid);
      done(
        outcomeOf(
          answer,
          isLate ? `It took longer than ${work.seconds ?? 1_200} s and was stopped.` : complaint.trim(),
        ),
      );
    });
    child.once("error", (error) => done({ results: [], failure: error.message }));
  });
}

/** Ends a process group. */
function end(pid: number | undefined): void {
  try {
    process.kill(-(pid as number), "SIGKILL");
  } catch {
    // it has ended
  }
}

/** Reads a line of JSON for each step; what came before a failure counts. */
function outcomeOf(answer: string, complaint: string): Outcome {
  const lines = answer.split("\n").filter((line) => line.startsWith("{"));
  const parsed = lines.map((line) => JSON.parse(line) as { results?: TaskResult[]; done?: true });
  const results = parsed.flatMap((line) => line.results ?? []);
  const isDone = parsed.some(({ done }) => done);
  return { results, failure: isDone ? undefined : complaint || "The process that runs the notebooks ended early." };
}

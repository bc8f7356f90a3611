import { join } from "node:path";
import { endOwned, startOwned } from "../../../processes/owned-process";
import { root, venvProgram } from "../../../processes/project";
import type { TaskResult } from "../verdict";
import { shutIn } from "./sandbox";

/** What the worker is told, as JSON in its last argument. */
export interface Order {
  /** Where its work and data lie; filled in when it is started. */
  readonly folder: string;
  /** The workshop's slug. */
  readonly workshop: string;
  readonly steps: readonly number[];
  /** A step goes on from the state that the one before left, where that was run; else from a right state. */
  readonly chained: boolean;
  readonly notebookSeconds: number;
  /** Why the first step's notebook was stopped: it is not run again, and what it left is checked. */
  readonly stopped?: string | undefined;
}

/** What the worker tells, a line of JSON each. */
export interface Told {
  readonly alive?: true;
  /** The number of the step whose notebook it begins to run. */
  readonly runs?: number;
  /** The number of the step that it begins to check. */
  readonly checks?: number;
  readonly results?: readonly TaskResult[];
  /** Why it ends in the middle of a step, and all that runs beside it. */
  readonly stopped?: string;
  readonly done?: true;
}

/** A step that had to be stopped. */
export interface Stopped {
  readonly step: number;
  readonly reason: string;
  readonly wasChecking: boolean;
}

export interface WorkerRun {
  readonly results: readonly TaskResult[];
  readonly stopped: Stopped | undefined;
  /** Why it could not be run. */
  readonly failure: string | undefined;
}

export const aliveEverySeconds = 2;

/** A worker that says nothing for so long was stopped by the code that it runs. */
const mostSilentSeconds = 45;
/** The worker ends a notebook itself; where it cannot, this much later it is ended with all that it started. */
const graceSeconds = 40;
const mostAnswerBytes = 4_000_000;

/**
 * Runs a worker to its end, and holds its clock: code that the worker runs can stop or end the worker and all beside it,
 * but not this process, which stands outside of the worker's namespaces.
 *
 * @param seconds The longest that it may take altogether.
 */
export function runWorker(
  place: string,
  order: Omit<Order, "folder">,
  isShutIn: boolean,
  seconds: number,
): Promise<WorkerRun> {
  // inside, the place is seen as /tmp
  const inside = isShutIn ? "/tmp" : place;
  const whole: Order = { folder: inside, ...order };
  const command = [process.execPath, join(__dirname, "worker.js"), JSON.stringify(whole)];
  const [program = "", ...args] = isShutIn ? shutIn(place, command) : command;
  const child = startOwned(program, args, {
    output: ["pipe", "pipe"],
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
  return new Promise((done) => {
    const log = new WorkerLog();
    let complaint = "";
    let reason: string | undefined;
    let failure: string | undefined;
    const notebook = order.notebookSeconds;
    const began = Date.now();
    const clock = setInterval(() => {
      if (log.silentSeconds > mostSilentSeconds) {
        reason ??= `The code stopped the process that ran it, which said nothing for ${mostSilentSeconds} s.`;
      } else if (log.notebookSeconds > notebook + graceSeconds) {
        reason ??= `The notebook had not ended after ${notebook} s and was stopped.`;
      } else if (Date.now() - began > seconds * 1_000) {
        failure ??= `All of it took longer than ${Math.round(seconds)} s and was stopped.`;
      } else {
        return;
      }
      void endOwned(child);
    }, 1_000);
    child.stdout?.on("data", (text: Buffer) => log.read(text));
    child.stderr?.on("data", (text: Buffer) => {
      complaint = (complaint + text).slice(-2_000);
    });
    const close = (error?: Error): void => {
      clearInterval(clock);
      void endOwned(child);
      const { results, isDone, at } = log;
      if (isDone || error !== undefined || failure !== undefined || at === undefined) {
        const none = complaint.trim() || "The process that runs the notebooks ended early.";
        done({ results, stopped: undefined, failure: isDone ? undefined : (failure ?? error?.message ?? none) });
      } else {
        reason ??= log.reason ?? "The code ended the process that ran it.";
        done({ results, stopped: { ...at, reason }, failure: undefined });
      }
    };
    child.once("exit", () => void endOwned(child));
    child.once("close", () => close());
    child.once("error", close);
  });
}

/** What a worker has told. */
class WorkerLog {
  readonly results: TaskResult[] = [];
  isDone = false;
  /** Why it ended in the middle, as it says itself. */
  reason: string | undefined;
  /** What it is at, where that is the student's code or the check of it. */
  at: { readonly step: number; readonly wasChecking: boolean } | undefined;
  private since = Date.now();
  private heard = Date.now();
  private rest = "";
  private bytes = 0;

  get silentSeconds(): number {
    return (Date.now() - this.heard) / 1_000;
  }

  /** For how long it has run a notebook; 0 where it runs none. */
  get notebookSeconds(): number {
    return this.at?.wasChecking === false ? (Date.now() - this.since) / 1_000 : 0;
  }

  read(data: Buffer): void {
    this.bytes += data.length;
    if (this.bytes > mostAnswerBytes) {
      return;
    }
    const lines = (this.rest + data).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      const told = toldIn(line);
      if (told !== undefined) {
        this.note(told);
      }
    }
  }

  private note({ runs, checks, results, stopped, done }: Told): void {
    this.heard = Date.now();
    this.reason ??= stopped;
    const step = runs ?? checks;
    if (step !== undefined) {
      this.at = { step, wasChecking: checks !== undefined };
      this.since = Date.now();
    }
    if (results !== undefined) {
      this.results.push(...results);
      this.at = undefined;
    }
    this.isDone ||= done === true;
  }
}

function toldIn(line: string): Told | undefined {
  try {
    return line.startsWith("{") ? (JSON.parse(line) as Told) : undefined;
  } catch {
    return undefined;
  }
}

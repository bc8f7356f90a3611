import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectRoot, readInstallation } from "./installation";

export interface ScriptOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From {@link makeTemporaryFolder}; it is gone when the program has ended. */
  readonly temporary: string;
}

/** What a guard may need to end everything, before it is ended itself. */
const guardLimitMs = 10_000;

/** What is still in the pipes when a program has ended comes at once, unless they are held open. */
const drainLimitMs = 2_000;

/** A short name: the sockets of Python's multiprocessing lie there, and Linux takes 107 bytes. */
export const makeTemporaryFolder = (): string => mkdtempSync(join(tmpdir(), "glue-job-"));

/**
 * Starts a program that runs what others wrote, below `guard.py`: it and all that it started end when it does, when
 * {@link endScript} is called, and when this process is gone, however that came. Its standard input is empty.
 */
export function startScript(program: string, args: readonly string[], options: ScriptOptions): ChildProcess {
  const guard = join(projectRoot, "local-aws", "engines", "guard.py");
  const child = spawn(readInstallation().python, ["-I", "-S", guard, options.temporary, program, ...args], {
    cwd: options.cwd,
    env: { ...options.env, TMPDIR: options.temporary },
    // a group of its own: what is meant for ours, such as Ctrl-C, is not for it
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin?.on("error", () => {});
  child.once("exit", (code) => {
    if (code === null) {
      sweep(options.temporary);
    }
  });
  return child;
}

/** Ends a program that was started by {@link startScript}, with all that it started, and waits until it is gone. */
export async function endScript(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise((done) => child.once("exit", done));
  child.stdin?.destroy();
  const timer = setTimeout(() => child.kill("SIGKILL"), guardLimitMs);
  await ended;
  clearTimeout(timer);
}

/**
 * Waits until a program has ended and its output has been read.
 *
 * @returns Its exit code or signal.
 * @throws Where it did not start.
 */
export async function scriptEnd(child: ChildProcess): Promise<number | string> {
  const closed = new Promise((done) => child.once("close", done));
  const exit = await new Promise<number | string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "an unknown signal"));
  });
  await Promise.race([closed, sleep(drainLimitMs, undefined, { ref: false })]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return exit;
}

/** Ends what outlived a guard that was killed itself: it has the temporary folder in its environment. */
export function sweep(temporary: string): void {
  const mark = `\0TMPDIR=${temporary}\0`;
  for (const name of process.platform === "linux" ? readdirSync("/proc") : []) {
    try {
      if (/^\d+$/.test(name) && `\0${readFileSync(`/proc/${name}/environ`, "latin1")}`.includes(mark)) {
        process.kill(Number(name), "SIGKILL");
      }
    } catch {
      // it has ended, or is another user's
    }
  }
  rmSync(temporary, { recursive: true, force: true });
}

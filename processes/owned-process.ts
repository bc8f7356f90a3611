import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { join } from "node:path";

/** What makes a program end with us; seen from the compiled file in `dist/processes`. */
const guard = join(__dirname, "..", "..", "processes", "owned.sh");

type Output = "pipe" | "ignore" | "inherit" | number;

/** The folder, the environment, as whom and where output goes; standard input is empty. */
export type OwnedOptions = Pick<SpawnOptions, "cwd" | "env" | "uid" | "gid"> & {
  readonly output: readonly [Output, Output];
};

/**
 * Starts a program, in a process group of its own, that ends when this process is gone, however that came: with all
 * that it started, unless that has left the group on purpose (`setsid`).
 *
 * @param options `output` is for standard output and standard error.
 */
export function startOwned(program: string, args: readonly string[], options: OwnedOptions): ChildProcess {
  const { output, ...rest } = options;
  const child = spawn("/bin/sh", [guard, program, ...args], { ...rest, detached: true, stdio: ["pipe", ...output] });
  child.stdin?.on("error", () => {});
  return child;
}

/**
 * Ends a program that was started by {@link startOwned}, and every process that it started, and waits until the program
 * is gone. What it started is ended even where the program itself has ended already.
 */
export async function endOwned(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) {
    return;
  }
  const running = child.exitCode === null && child.signalCode === null;
  const ended = running ? new Promise((done) => child.once("exit", done)) : undefined;
  signalOwned(child, "SIGKILL");
  await ended;
}

/** Sends a signal to the program and all that it started. */
export function signalOwned(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-(child.pid as number), signal);
  } catch {
    // the whole group has ended already
  }
}

import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/**
 * The program becomes the leader of a process group, in which a reader waits for the end of our pipe. We alone hold its
 * other end, so it comes when we do: then the reader kills the group.
 */
const guarded = `
exec 3<&0 </dev/null
( exec /bin/sh -c 'read -r nothing; kill -s KILL 0' <&3 3<&- >/dev/null 2>&1 & )
exec 3<&- "$@"
`;

/** The folder, the environment and where output goes; standard input is empty. */
export type OwnedOptions = Pick<SpawnOptions, "cwd" | "env"> & {
  readonly output: readonly [stdout: "pipe" | "ignore" | number, stderr: "pipe" | "ignore" | number];
};

/**
 * Starts a program, in a process group of its own, that ends when this process is gone, however that came: with all
 * that it started, unless that has left the group on purpose (`setsid`).
 */
export function startOwned(program: string, args: readonly string[], options: OwnedOptions): ChildProcess {
  const { output, ...rest } = options;
  const child = spawn("/bin/sh", ["-c", guarded, "sh", program, ...args], {
    ...rest,
    detached: true,
    stdio: ["pipe", ...output],
  });
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
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // the whole group has ended already
  }
  await ended;
}

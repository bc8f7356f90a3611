import type { ChildProcess } from "node:child_process";

/**
 * Ends a child that was started `detached`, and every process that it started, and waits until the child is gone.
 * What it started is ended even where the child itself has ended already.
 */
export async function endGroup(child: ChildProcess): Promise<void> {
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

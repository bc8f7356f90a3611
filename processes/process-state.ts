import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Whether a process runs. One that has ended and waits only for its parent to ask how (state Z) does not: it does
 * nothing any more, and where nobody asks, as in a container without an init, it stays like that for ever.
 */
export function isRunning(pid: number): boolean {
  if (!(pid > 0) || !exists(pid)) {
    return false;
  }
  const state = stateFromProc(pid) ?? ps(pid, "stat");
  return !/^[ZX]/.test(state);
}

/** When a process started, as `ps` says it; empty where there is no `ps`. */
export function startOf(pid: number): string {
  return ps(pid, "lstart");
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The state's letter, where the system has a `/proc` like Linux's. The name before it may hold anything, `)` too. */
function stateFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: "lstart" | "stat"): string {
  const { stdout } = spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  return (stdout ?? "").trim();
}

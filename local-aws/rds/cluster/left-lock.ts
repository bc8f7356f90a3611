import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../../../processes/process-state";

const limitMs = 10_000;
const sharedMemory = "/proc/sysvipc/shm";

/**
 * Removes the lock that a killed server has left, where PostgreSQL would take it for that of a running one: its process
 * waits for ever to be asked how it ended, or another program has its number. Waits until all processes of the server are
 * gone. A lock that is there after this is one that PostgreSQL judges itself.
 *
 * @param data The folder of the cluster's data.
 */
export async function removeLeftLock(data: string): Promise<void> {
  const lock = join(data, "postmaster.pid");
  for (const deadline = Date.now() + limitMs; existsSync(lock) && Date.now() < deadline; await sleep(50)) {
    const lines = readFileSync(lock, "utf8").split("\n");
    const pid = Number(lines[0]);
    const memory = lines[6]?.trim().split(/\s+/)[1] ?? "";
    if (!(isRunning(pid) && isServerOf(pid, data)) && !isAttached(memory)) {
      rmSync(lock, { force: true });
    }
  }
}

const isServerOf = (pid: number, data: string): boolean =>
  spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout?.includes(data) === true;

/** Whether a process has a segment of shared memory; not known on all systems. @param id Of the segment. */
function isAttached(id: string): boolean {
  if (!existsSync(sharedMemory)) {
    return false;
  }
  const rows = readFileSync(sharedMemory, "utf8").split("\n").slice(1);
  const row = rows.map((line) => line.trim().split(/\s+/)).find(([, segment]) => segment === id);
  return row !== undefined && Number(row[6]) > 0;
}

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface DataFolderLock {
  /** Tells other programs on this machine where the embedded AWS answers (`endpoint.json` in the data folder). */
  publish(url: string): void;
  release(): void;
}

/**
 * Takes a data folder for this process. A lock that a dead process left is taken over.
 *
 * @throws Where another living process uses the folder.
 */
export function lockDataFolder(dataDir: string): DataFolderLock {
  mkdirSync(dataDir, { recursive: true });
  const lockFile = join(dataDir, "lock");
  const endpointFile = join(dataDir, "endpoint.json");
  const holder = takeLock(lockFile);
  if (holder !== undefined) {
    throw new Error(
      `The data folder ${dataDir} is in use by process ${holder}. Stop that one, or name another folder with --data.`,
    );
  }
  return {
    publish: (url) => writeFileSync(endpointFile, JSON.stringify({ url, pid: process.pid })),
    release() {
      rmSync(endpointFile, { force: true });
      rmSync(lockFile, { force: true });
    },
  };
}

/** A lock file holds the process's id and when it started: the system gives a dead process's id to another one. */
function takeLock(lockFile: string): number | undefined {
  const own = `${process.pid} ${startOf(process.pid)}`;
  for (;;) {
    try {
      writeFileSync(lockFile, own, { flag: "wx" });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
    const held = readFileSync(lockFile, "utf8");
    const holder = Number.parseInt(held, 10);
    if (held !== own && isAlive(holder) && held === `${holder} ${startOf(holder)}`) {
      return holder;
    }
    rmSync(lockFile, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process started, as `ps` says it; empty where there is no `ps`. */
function startOf(pid: number): string {
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  return (stdout ?? "").trim();
}

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

function takeLock(lockFile: string): number | undefined {
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: "wx" });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    }
    const holder = Number(readFileSync(lockFile, "utf8"));
    if (holder !== process.pid && isAlive(holder)) {
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

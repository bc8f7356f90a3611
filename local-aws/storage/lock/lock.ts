import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning, startOf } from "../../../processes/process-state";

export interface DataFolderLock {
  /** Its path; nobody else makes one like it. */
  readonly file: string;
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
  makeFolder(dataDir);
  const lockFile = join(dataDir, "lock");
  const endpointFile = join(dataDir, "endpoint.json");
  const holder = takeLock(lockFile);
  if (holder !== undefined) {
    throw new Error(
      `The data folder ${dataDir} is in use by process ${holder}. Stop that one, or name another folder: --data here, LAB_DATA for npm start.`,
    );
  }
  return {
    file: lockFile,
    publish: (url) => writeFileSync(endpointFile, JSON.stringify({ url, pid: process.pid })),
    release() {
      rmSync(endpointFile, { force: true });
      rmSync(lockFile, { force: true });
    },
  };
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = { EEXIST: "there is a file of that name", ENOTDIR: "a part of its path is a file" }[code ?? ""];
    throw new Error(
      `The data folder ${dataDir} cannot be made (${why ?? code}). Name another folder: --data here, LAB_DATA for npm start.`,
    );
  }
}

/**
 * A lock file holds the process's id and when it started: the system gives a dead process's id to another one.
 * It appears with its content, and of several processes that find a dead one's lock, one moves it away.
 */
function takeLock(lockFile: string): number | undefined {
  const own = `${process.pid} ${startOf(process.pid)}`;
  const mine = `${lockFile}.${process.pid}`;
  writeFileSync(mine, own);
  try {
    for (;;) {
      if (succeeded(() => linkSync(mine, lockFile), "EEXIST")) {
        return undefined;
      }
      const held = read(lockFile);
      const holder = Number.parseInt(held ?? "", 10);
      if (held !== undefined && held !== own && isRunning(holder) && held === `${holder} ${startOf(holder)}`) {
        return holder;
      }
      if (held !== undefined) {
        moveAway(lockFile, held);
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a dead process's lock. Where another process has just put its own there, that one stays. */
function moveAway(lockFile: string, held: string): void {
  const aside = `${lockFile}.${process.pid}.old`;
  if (succeeded(() => renameSync(lockFile, aside), "ENOENT")) {
    if (read(aside) !== held) {
      succeeded(() => linkSync(aside, lockFile), "EEXIST");
    }
    rmSync(aside, { force: true });
  }
}

/** Did it work? An error of the code given means no; any other is thrown. */
function succeeded(move: () => void, no: string): boolean {
  try {
    move();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== no) {
      throw error;
    }
    return false;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw error;
    }
    return undefined;
  }
}

import { randomUUID } from "node:crypto";
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DataFolder } from "./data-folder";

/** Makes a folder and those above it that are missing. */
export function makeFolder(data: DataFolder, folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined || !data.survivesPowerLoss) {
    return;
  }
  for (let made = folder; made.length >= first.length; made = dirname(made)) {
    syncFolder(data, dirname(made));
  }
}

/**
 * Writes a file whole or not at all: to one beside it that is then renamed over it, so that a process that dies in
 * between leaves the old one.
 */
export function writeWhole(data: DataFolder, path: string, content: string | Buffer): void {
  makeFolder(data, dirname(path));
  const temporary = join(dirname(path), `${randomUUID()}.tmp`);
  try {
    const descriptor = openSync(temporary, "wx");
    try {
      writeFileSync(descriptor, content);
      syncFile(data, descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(data, dirname(path));
}

/** Writes bytes into an open file, all of them, at a place. */
export function writeAt(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
  }
}

/** Removes a file; it is no error where there is none. */
export function removeFile(data: DataFolder, path: string): void {
  rmSync(path, { force: true });
  syncFolder(data, dirname(path));
}

/** Removes a folder with all in it. */
export function removeFolder(data: DataFolder, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  syncFolder(data, dirname(folder));
}

/** Has the disk take a file's bytes now, where what is acknowledged has to survive a power loss. */
export function syncFile(data: DataFolder, descriptor: number): void {
  if (data.survivesPowerLoss) {
    fdatasyncSync(descriptor);
  }
}

/** The same for a file that may be big, with its times, while others go on. */
export async function syncWhole(data: DataFolder, path: string): Promise<void> {
  if (data.survivesPowerLoss) {
    const handle = await open(path, "r+");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** The same for the names in a folder. It is no error where the folder is gone. */
export function syncFolder(data: DataFolder, folder: string): void {
  if (!data.survivesPowerLoss) {
    return;
  }
  let descriptor: number;
  try {
    descriptor = openSync(folder, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return;
    }
    throw error;
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

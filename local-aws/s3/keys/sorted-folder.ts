import { type Dirent, readdirSync, statSync } from "node:fs";
import { compareUtf8 } from "./utf8-order";

export interface FolderEntry {
  readonly name: string;
  /** The name, with a slash after a folder's: what it is sorted by. */
  readonly order: string;
  readonly isFolder: boolean;
}

interface Cached {
  readonly mtimeNs: bigint;
  readonly entries: readonly FolderEntry[];
}

/** Reading and sorting a smaller folder costs less than a page of the listing. */
const leastCached = 2000;
const mostCached = 4;
/** The kernel's stamps stand still for up to 10 ms: a folder that changed just before it was read is not kept. */
const settledMs = 100;

const cache = new Map<string, Cached>();

/** The files and folders in a folder in the order of a listing. A folder that is not there is empty. */
export function sortedFolder(path: string): readonly FolderEntry[] {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  const cached = cache.get(path);
  if (cached !== undefined && cached.mtimeNs === stats?.mtimeNs) {
    return cached.entries;
  }
  cache.delete(path);
  const entries = readEntries(path);
  if (stats !== undefined && entries.length >= leastCached && Date.now() - Number(stats.mtimeMs) > settledMs) {
    cache.set(path, { mtimeNs: stats.mtimeNs, entries });
    for (const oldest of [...cache.keys()].slice(0, Math.max(0, cache.size - mostCached))) {
      cache.delete(oldest);
    }
  }
  return entries;
}

/** The place of the first entry that is not before `text`. */
export function lowerBound(entries: readonly FolderEntry[], text: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8((entries[middle] as FolderEntry).order, text) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function readEntries(path: string): FolderEntry[] {
  let dirents: Dirent[];
  try {
    dirents = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") {
      return [];
    }
    throw error;
  }
  const entries: FolderEntry[] = [];
  for (const dirent of dirents) {
    const isFolder = dirent.isDirectory();
    if (isFolder || dirent.isFile()) {
      entries.push({ name: dirent.name, order: isFolder ? `${dirent.name}/` : dirent.name, isFolder });
    }
  }
  return entries.sort((a, b) => compareUtf8(a.order, b.order));
}

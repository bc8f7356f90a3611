import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { OddKeys } from "./odd-keys";
import { compareUtf8 } from "./utf8-order";

export interface WalkedKey {
  readonly key: string;
  readonly path: string;
}

interface Folder {
  /** The key of the folder with its trailing slash; empty for the bucket. */
  readonly key: string;
  readonly path: string;
  readonly entries: readonly Entry[];
  next: number;
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * Walks the keys of a bucket in UTF-8 order: those that start with `prefix` and come after `after`. It opens only the
 * folders that it needs. Links, sockets and the like are no objects.
 */
export class KeyWalk {
  private readonly folders: Folder[] = [];
  private readonly odd: readonly string[];
  private oddNext = 0;
  private plain: WalkedKey | undefined;

  constructor(
    bucketFolder: string,
    private readonly oddKeys: OddKeys,
    private readonly prefix: string,
    private readonly after: string,
  ) {
    this.odd = oddKeys.keys().filter((key) => key.startsWith(prefix) && compareUtf8(key, after) > 0);
    this.enterFirst(bucketFolder);
    this.plain = this.nextPlain();
  }

  /** The next key, or undefined at the end. */
  next(): WalkedKey | undefined {
    const odd = this.odd[this.oddNext];
    const plain = this.plain;
    if (odd === undefined || (plain !== undefined && compareUtf8(plain.key, odd) <= 0)) {
      if (plain !== undefined && plain.key === odd) {
        this.oddNext++;
      }
      this.plain = plain && this.nextPlain();
      return plain;
    }
    this.oddNext++;
    return { key: odd, path: this.oddKeys.path(odd) };
  }

  /** Goes past all keys that start with `group`. */
  skip(group: string): void {
    while (this.odd[this.oddNext]?.startsWith(group)) {
      this.oddNext++;
    }
    while (this.plain?.key.startsWith(group)) {
      while (this.folders.at(-1)?.key.startsWith(group)) {
        this.folders.pop();
      }
      this.plain = this.nextPlain();
    }
  }

  private enterFirst(bucketFolder: string): void {
    const key = this.prefix.slice(0, this.prefix.lastIndexOf("/") + 1);
    if (
      key
        .split("/")
        .some((part, index, parts) => part === "." || part === ".." || (part === "" && index < parts.length - 1))
    ) {
      return;
    }
    const path = join(bucketFolder, key);
    if (isRealFolder(path)) {
      this.enter(key, path);
    }
  }

  private enter(key: string, path: string): void {
    const inside = this.prefix.startsWith(key) ? this.prefix.slice(key.length) : "";
    const entries: { readonly name: string; readonly order: string; readonly isFolder: boolean }[] = [];
    for (const dirent of readFolder(path)) {
      const isFolder = dirent.isDirectory();
      if ((isFolder || dirent.isFile()) && dirent.name.startsWith(inside)) {
        const order = isFolder ? `${dirent.name}/` : dirent.name;
        if (this.mayFollow(key + order, isFolder)) {
          entries.push({ name: dirent.name, order, isFolder });
        }
      }
    }
    entries.sort((a, b) => compareUtf8(a.order, b.order));
    this.folders.push({ key, path, entries, next: 0 });
  }

  private mayFollow(key: string, isFolder: boolean): boolean {
    return compareUtf8(key, this.after) > 0 || (isFolder && this.after.startsWith(key));
  }

  private nextPlain(): WalkedKey | undefined {
    for (;;) {
      const folder = this.folders.at(-1);
      if (folder === undefined) {
        return undefined;
      }
      const entry = folder.entries[folder.next++];
      if (entry === undefined) {
        this.folders.pop();
        continue;
      }
      const path = `${folder.path.endsWith("/") ? folder.path.slice(0, -1) : folder.path}/${entry.name}`;
      if (!entry.isFolder) {
        return { key: folder.key + entry.name, path };
      }
      this.enter(`${folder.key}${entry.name}/`, path);
    }
  }
}

function readFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") {
      return [];
    }
    throw error;
  }
}

/** Whether the folder is there, reached through no link. */
function isRealFolder(path: string): boolean {
  const plain = path.endsWith("/") ? path.slice(0, -1) : path;
  try {
    return realpathSync.native(plain) === plain;
  } catch {
    return false;
  }
}

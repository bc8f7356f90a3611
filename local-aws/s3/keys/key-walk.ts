import { realpathSync } from "node:fs";
import { join } from "node:path";
import type { OddKeys } from "./odd-keys";
import { type FolderEntry, lowerBound, sortedFolder } from "./sorted-folder";
import { compareUtf8 } from "./utf8-order";

export interface WalkedKey {
  readonly key: string;
  readonly path: string;
}

interface Folder {
  /** The key of the folder with its trailing slash; empty for the bucket. */
  readonly key: string;
  /** Without a trailing slash. */
  readonly path: string;
  readonly entries: readonly FolderEntry[];
  /** What the names of the entries start with. */
  readonly inside: string;
  next: number;
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
    const path = join(bucketFolder, key).replace(/\/$/, "");
    if (isRealFolder(path)) {
      this.enter(key, path);
    }
  }

  private enter(key: string, path: string): void {
    const entries = sortedFolder(path);
    const inside = this.prefix.startsWith(key) ? this.prefix.slice(key.length) : "";
    const passed = this.after.startsWith(key) ? this.after.slice(key.length) : "";
    // The folder that `after` lies in stands right before it.
    const next = Math.max(lowerBound(entries, inside), lowerBound(entries, passed) - 1, 0);
    this.folders.push({ key, path, entries, inside, next });
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
      if (entry === undefined || !entry.order.startsWith(folder.inside)) {
        this.folders.pop();
        continue;
      }
      const key = folder.key + entry.order;
      if (!this.mayFollow(key, entry.isFolder)) {
        continue;
      }
      const path = `${folder.path}/${entry.name}`;
      if (!entry.isFolder) {
        return { key, path };
      }
      this.enter(key, path);
    }
  }
}

/** Whether the folder is there, reached through no link. */
function isRealFolder(path: string): boolean {
  try {
    return realpathSync.native(path) === path;
  } catch {
    return false;
  }
}

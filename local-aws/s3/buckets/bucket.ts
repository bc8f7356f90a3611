import { type BigIntStats, existsSync, lstatSync, readdirSync, realpathSync, renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DataFolder } from "../../storage/data-folder";
import { makeFolder, removeFile, removeFolder, syncFolder } from "../../storage/write";
import type { StagedFile } from "../bodies/staged-file";
import { plainPath } from "../keys/key-path";
import { KeyWalk } from "../keys/key-walk";
import { OddKeys } from "../keys/odd-keys";
import { MetadataJournal } from "./metadata-journal";
import type { ObjectMetadata } from "./object-metadata";

/** One bucket: its plain files in `folder`, and what cannot be a plain file in `metadataFolder`. */
export class Bucket {
  readonly odd: OddKeys;
  readonly journal: MetadataJournal;

  /** @param folder Its real path: no part of it is a link. */
  constructor(
    private readonly data: DataFolder,
    readonly name: string,
    readonly folder: string,
    readonly metadataFolder: string,
  ) {
    this.odd = new OddKeys(data, join(metadataFolder, "odd-keys"));
    this.journal = new MetadataJournal(
      data,
      join(metadataFolder, "objects.jsonl"),
      (key) => this.fileOf(key) ?? this.odd.path(key),
      () => !this.isEmpty(),
    );
    this.odd.nameAgain(() => this.journal.keys());
    this.journal.tidy();
  }

  /** The file of an object that is there. */
  fileOf(key: string): string | undefined {
    const path = plainPath(this.folder, key);
    if (path !== undefined && this.isPlainFile(path)) {
      return path;
    }
    return this.odd.has(key) ? this.odd.path(key) : undefined;
  }

  /** Makes a whole file the object of a key, at once and without a moment in which there is none. */
  take(key: string, file: StagedFile, metadata: ObjectMetadata): void {
    this.journal.add(key, file.stats, metadata);
    const path = plainPath(this.folder, key);
    if (path !== undefined && this.moveIntoPlace(file.path, path)) {
      this.odd.delete(key);
    } else {
      this.odd.take(key, file.path);
    }
    this.journal.settle(key);
  }

  delete(key: string): void {
    const path = plainPath(this.folder, key);
    if (path !== undefined && this.isPlainFile(path)) {
      removeFile(this.data, path);
      this.removeEmptyParents(path);
    }
    this.odd.delete(key);
    this.journal.remove(key);
  }

  /** Walks the keys that start with `prefix` and come after `after`, in UTF-8 order. */
  walk(prefix: string, after = ""): KeyWalk {
    return new KeyWalk(this.folder, this.odd, prefix, after);
  }

  isEmpty(): boolean {
    return this.walk("").next() === undefined;
  }

  /** Removes the bucket's folders. @returns false where something in it is neither an object nor an empty folder. */
  remove(): boolean {
    if (!removeEmptyTree(this.folder)) {
      return false;
    }
    this.journal.close();
    removeFolder(this.data, this.metadataFolder);
    return true;
  }

  private isPlainFile(path: string): boolean {
    return statLink(path)?.isFile() === true && this.isReal(path);
  }

  /** Whether a path that exists is reached through no link, and is spelt as on disk where the case of letters does not count. */
  private isReal(path: string): boolean {
    try {
      return realpathSync.native(path) === path;
    } catch {
      return false;
    }
  }

  /** @returns false where a file stands in the way of a folder or the other way round, or the path leads through a link. */
  private moveIntoPlace(file: string, path: string): boolean {
    const folder = dirname(path);
    if (!this.isReal(folder)) {
      let ancestor = folder;
      while (!existsSync(ancestor) && statLink(ancestor) === undefined) {
        ancestor = dirname(ancestor);
      }
      if (!this.isReal(ancestor) || !lstatSync(ancestor).isDirectory()) {
        return false;
      }
      makeFolder(this.data, folder);
    }
    const present = statLink(path);
    if (present?.isDirectory() && !removeEmptyTree(path)) {
      return false;
    }
    if (present?.isFile() && !this.isReal(path)) {
      return false;
    }
    try {
      renameSync(file, path);
      syncFolder(this.data, folder);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // ENOTDIR: the folder is a file. EINVAL, EILSEQ, ENAMETOOLONG: this file system does not take the name.
      if (code === "ENOTDIR" || code === "EINVAL" || code === "EILSEQ" || code === "ENAMETOOLONG") {
        return false;
      }
      throw error;
    }
  }

  private removeEmptyParents(path: string): void {
    for (let folder = dirname(path); folder !== this.folder; folder = dirname(folder)) {
      try {
        rmdirSync(folder);
      } catch {
        return;
      }
    }
  }
}

function statLink(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    // A part of the path is too long or not allowed on this file system, so nothing is there.
    return undefined;
  }
}

function removeEmptyTree(folder: string): boolean {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !removeEmptyTree(join(folder, entry.name))) {
      return false;
    }
  }
  rmdirSync(folder);
  return true;
}

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DataFolder } from "../../storage/data-folder";
import { removeFolder, syncFolder, writeWhole } from "../../storage/write";
import { compareUtf8 } from "./utf8-order";

/**
 * The keys of a bucket that cannot be an ordinary path, such as `folder/`, `a//b`, `../x`, or `a` where `a/b` is a
 * file. Each has a folder named by the SHA-256 of the key in hex, with the key as text in `key` and the object's bytes
 * in `body`. A key is there once its body is.
 */
export class OddKeys {
  private readonly folders = new Map<string, string>();
  private sorted: string[] | undefined;

  /** The names of folders whose `key` is gone or damaged. */
  private readonly nameless: string[] = [];

  constructor(
    private readonly data: DataFolder,
    private readonly folder: string,
  ) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (existsSync(join(folder, name, "body"))) {
        const key = readKey(join(folder, name, "key"));
        if (key !== undefined && nameOf(key) === name) {
          this.folders.set(key, join(folder, name));
        } else {
          this.nameless.push(name);
        }
      }
    }
  }

  /**
   * Finds out again which keys the objects have whose `key` is damaged. Those that are none of the given keys are set
   * aside.
   *
   * @param known Keys that the bucket may have.
   */
  nameAgain(known: () => Iterable<string>): void {
    if (this.nameless.length === 0) {
      return;
    }
    const keys = new Map([...known()].map((key) => [nameOf(key), key]));
    for (const name of this.nameless.splice(0)) {
      const folder = join(this.folder, name);
      const key = keys.get(name);
      const path = join(folder, "key");
      if (key === undefined) {
        this.data.setAside(folder, "does not say any more which key it is", "Its body is the object's bytes.");
        continue;
      }
      if (existsSync(path)) {
        this.data.copyAside(
          path,
          "is not what was written",
          "The key was found in the bucket's journal; nothing is lost.",
        );
      }
      writeWhole(this.data, path, key);
      this.folders.set(key, folder);
    }
  }

  get size(): number {
    return this.folders.size;
  }

  /** The file of a key's bytes; it need not exist. */
  path(key: string): string {
    return join(this.folderOf(key), "body");
  }

  has(key: string): boolean {
    return this.folders.has(key);
  }

  /** Moves a file into place as the key's bytes. */
  take(key: string, file: string): void {
    const folder = this.folderOf(key);
    if (!this.folders.has(key)) {
      writeWhole(this.data, join(folder, "key"), key);
    }
    renameSync(file, join(folder, "body"));
    syncFolder(this.data, folder);
    this.folders.set(key, folder);
    this.sorted = undefined;
  }

  delete(key: string): void {
    const folder = this.folders.get(key);
    if (folder === undefined) {
      return;
    }
    rmSync(join(folder, "body"), { force: true });
    this.folders.delete(key);
    this.sorted = undefined;
    removeFolder(this.data, folder);
  }

  /** All keys in UTF-8 order. */
  keys(): readonly string[] {
    this.sorted ??= [...this.folders.keys()].sort(compareUtf8);
    return this.sorted;
  }

  private folderOf(key: string): string {
    return join(this.folder, nameOf(key));
  }
}

const nameOf = (key: string): string => createHash("sha256").update(key).digest("hex");

function readKey(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

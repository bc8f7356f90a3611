import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compareUtf8 } from "./utf8-order";

/**
 * The keys of a bucket that cannot be an ordinary path, such as `folder/`, `a//b`, `../x`, or `a` where `a/b` is a
 * file. Each has a folder named by the SHA-256 of the key in hex, with the key as text in `key` and the object's bytes
 * in `body`. A key is there once its body is.
 */
export class OddKeys {
  private readonly folders = new Map<string, string>();
  private sorted: string[] | undefined;

  constructor(private readonly folder: string) {
    if (existsSync(folder)) {
      for (const name of readdirSync(folder)) {
        if (existsSync(join(folder, name, "body"))) {
          this.folders.set(readFileSync(join(folder, name, "key"), "utf8"), join(folder, name));
        }
      }
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
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "key"), key);
    }
    renameSync(file, join(folder, "body"));
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
    rmSync(folder, { recursive: true, force: true });
  }

  /** All keys in UTF-8 order. */
  keys(): readonly string[] {
    this.sorted ??= [...this.folders.keys()].sort(compareUtf8);
    return this.sorted;
  }

  private folderOf(key: string): string {
    return join(this.folder, createHash("sha256").update(key).digest("hex"));
  }
}

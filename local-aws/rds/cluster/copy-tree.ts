import { constants } from "node:fs";
import { chmod, chown, copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Whose the copies are, where this process may give them away. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Copies a folder with all in it, where others may write at the same time: what goes meanwhile is left out.
 *
 * @param from Absolute.
 * @param skip Whether something is left out, by its path in the folder.
 */
export async function copyTree(
  from: string,
  to: string,
  { owner, skip = () => false }: { readonly owner?: Owner; readonly skip?: (path: string) => boolean } = {},
): Promise<void> {
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const target = join(to, folder);
    await mkdir(target, { recursive: true });
    // PostgreSQL takes no other
    await chmod(target, 0o700);
    await own(target, owner);
    const entries = await readdir(join(from, folder), { withFileTypes: true });
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skip(path)) {
          folders.push(path);
        }
      } else if (entry.isFile() && !skip(path)) {
        await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE).catch(unlessGone);
        await own(join(to, path), owner);
      }
    }
  }
}

async function own(path: string, owner: Owner | undefined): Promise<void> {
  if (owner !== undefined) {
    await chown(path, owner.uid, owner.gid).catch(unlessGone);
  }
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") {
    throw error;
  }
}

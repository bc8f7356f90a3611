import { copyFile, link, mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Lays a file of the cache out, or the other way. A hard link costs no space; across file systems it has to be a copy. What
 * was there is replaced, never written to: others may share it.
 *
 * @param {string} from
 * @param {string} to
 */
export async function place(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { force: true });
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}

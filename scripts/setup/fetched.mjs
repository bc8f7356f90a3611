import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/**
 * Whether all that a lock names lies in a folder of the cache, as {@link markFetched} noted there. Other machines may
 * need other files for the same lock.
 *
 * @param {string} folder
 * @param {string} lock Its path in the kit.
 * @param {string} version Of the program that the files are for.
 */
export function isFetched(folder, lock, version) {
  return existsSync(noteOf(folder, lock, version));
}

/**
 * Notes that all that a lock names lies in a folder of the cache.
 *
 * @param {string} folder
 * @param {string} lock Its path in the kit.
 * @param {string} version Of the program that the files are for.
 */
export function markFetched(folder, lock, version) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(noteOf(folder, lock, version), "");
}

/**
 * @param {string} folder
 * @param {string} lock
 * @param {string} version
 */
function noteOf(folder, lock, version) {
  const hash = createHash("sha256").update(readFileSync(join(root, lock)));
  hash.update(`\0${version}\0${process.platform}\0${process.arch}`);
  return join(folder, `${lock}.${hash.digest("hex").slice(0, 16)}.fetched`);
}

import { join } from "node:path";

/** The longest part of a path that common file systems take, in bytes. */
const maxPartBytes = 255;
/** Below macOS's 1,024 for a whole path; Linux takes four times that. */
const maxPathBytes = 1000;

/**
 * The path of the plain file of a key, or undefined where the key cannot be an ordinary path: an empty, `.` or `..`
 * part (so a leading, trailing or double slash too), a part over 255 bytes, a NUL, or a path that gets too long.
 * Such a key is kept by `OddKeys`.
 */
export function plainPath(bucketFolder: string, key: string): string | undefined {
  for (const part of key.split("/")) {
    if (part === "" || part === "." || part === ".." || Buffer.byteLength(part) > maxPartBytes) {
      return undefined;
    }
  }
  if (key.includes("\0") || (process.platform === "win32" && /[<>:"\\|?*]|[. ](\/|$)/.test(key))) {
    return undefined;
  }
  const path = join(bucketFolder, key);
  return Buffer.byteLength(path) > maxPathBytes ? undefined : path;
}

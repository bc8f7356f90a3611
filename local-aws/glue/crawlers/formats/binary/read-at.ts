import { closeSync, openSync, readSync } from "node:fs";

/** Opens a file, lets it be read and closes it; undefined where its bytes are broken. */
export function withFile<Result>(path: string, read: (file: number) => Result | undefined): Result | undefined {
  const file = openSync(path, "r");
  try {
    return unlessBroken(() => read(file));
  } finally {
    closeSync(file);
  }
}

/** What a reader of bytes makes of them; undefined where it stumbles. An error of the file system stays one. */
export function unlessBroken<Result>(read: () => Result | undefined): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "syscall" in error) {
      throw error;
    }
    return undefined;
  }
}

/**
 * @param space What is read into, a buffer of its own where none is given.
 * @throws RangeError where the file ends early.
 */
export function readAt(file: number, position: number, length: number, space = Buffer.allocUnsafe(length)): Buffer {
  const buffer = space.subarray(0, length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(file, buffer, filled, length - filled, position + filled);
    if (count === 0) {
      throw new RangeError("The file ends early.");
    }
    filled += count;
  }
  return buffer;
}

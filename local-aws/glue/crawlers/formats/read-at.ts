import { closeSync, openSync, readSync } from "node:fs";

/** Opens a file, lets it be read and closes it. A RangeError, which bytes that end early throw, gives undefined. */
export function withFile<Result>(path: string, read: (file: number) => Result | undefined): Result | undefined {
  const file = openSync(path, "r");
  try {
    return read(file);
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  } finally {
    closeSync(file);
  }
}

/** @throws RangeError where the file ends early. */
export function readAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
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

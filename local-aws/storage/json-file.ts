import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DataFolder } from "./data-folder";
import { fromSealed, type Shape, toSealed } from "./sealed";
import { removeFile, writeWhole } from "./write";

/** A JSON value in a file, with a checksum. A write is whole or not at all. */
export class JsonFile<Value> {
  readonly path: string;

  /**
   * @param path In the data folder.
   * @param shape Of the value. A file that holds anything else is damaged: it is set aside, as if it were not there.
   * @param initial The value where there is no file.
   * @param setAside Called for a damaged file with what is wrong with it, where more than the file is to be set aside.
   */
  constructor(
    private readonly data: DataFolder,
    path: string,
    private readonly shape: Shape,
    private readonly initial: () => Value,
    private readonly setAside?: (problem: string) => void,
  ) {
    this.path = resolve(data.path, path);
  }

  /** The value, or the initial one where there is no file, or a damaged one. */
  read(): Value {
    const found = readRecord<Value>(this.data, this.path, this.shape, this.setAside);
    return found === undefined ? this.initial() : found.value;
  }

  write(value: Value): void {
    writeWhole(this.data, this.path, toSealed(value));
  }

  remove(): void {
    removeFile(this.data, this.path);
  }
}

/**
 * The value in a file; undefined where there is no file, or a damaged one.
 *
 * @param path Absolute.
 * @param setAside Called for a damaged file with what is wrong with it; by default the file is set aside.
 */
export function readRecord<Value>(
  data: DataFolder,
  path: string,
  shape: Shape,
  setAside: (problem: string) => void = (problem) => data.setAside(path, problem),
): { readonly value: Value } | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") {
      return undefined;
    }
    if (code !== "EISDIR") {
      throw error;
    }
    text = "";
  }
  const found = fromSealed(text, shape);
  if ("problem" in found) {
    setAside(found.problem);
    return undefined;
  }
  return { value: found.value as Value };
}

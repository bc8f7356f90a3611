import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cellsOf, sourceOf } from "./notebook";
import { filesOf, type Step } from "./workshop";

/** What stands in an exercise in place of the student's code. */
export function blank(task: string): string {
  return `Task ${task} is still open`;
}

/** The tasks of a step whose blank is still in the student's files, or whose files cannot be read: why, by the task. */
export function blanksLeft(folder: string, step: Pick<Step, "name" | "script" | "tasks">): ReadonlyMap<string, string> {
  const read = filesOf(step).map((name) => codeOf(folder, name));
  const unreadable = read.find((one) => typeof one !== "string");
  const code = read.join("\n");
  return new Map(
    step.tasks
      .filter(({ id }) => unreadable !== undefined || code.includes(blank(id)))
      .map(({ id }) => [id, unreadable?.message ?? `A blank is still there: \`${blank(id)}\`.`]),
  );
}

/**
 * A script's text, or the code of a notebook without its outputs: these may quote a blank that is gone by now.
 *
 * @returns An error that says why there is none.
 */
function codeOf(folder: string, name: string): string | Error {
  const file = join(folder, name);
  if (!existsSync(file)) {
    return new Error(`There is no file ${name} in ${folder}.`);
  }
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(".ipynb")) {
    return text;
  }
  try {
    return cellsOf(text)
      .filter((cell) => cell.cell_type === "code")
      .map(sourceOf)
      .join("\n");
  } catch (error) {
    return new Error(`${name} is there, but cannot be read as a notebook: ${(error as Error).message}.`);
  }
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "./verdict";

/** What stands in an exercise in place of the student's code. */
export function blank(task: string): string {
  return `Task ${task} is still open`;
}

/** The tasks of a step whose blank is still in the student's files, or whose files are missing. */
export function blanksLeft(folder: string, step: Step<never>): ReadonlySet<string> {
  const files = [`${step.name}.ipynb`, ...(step.script ? [step.script] : [])].map((name) => join(folder, name));
  const missing = files.some((file) => !existsSync(file));
  const text = missing ? "" : files.map((file) => readFileSync(file, "utf8")).join("\n");
  return new Set(step.tasks.map(({ id }) => id).filter((id) => missing || text.includes(blank(id))));
}

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
  const codes = files.map((file) => (existsSync(file) ? codeOf(file) : undefined));
  const isMissing = codes.includes(undefined);
  const code = codes.join("\n");
  return new Set(step.tasks.map(({ id }) => id).filter((id) => isMissing || code.includes(blank(id))));
}

/** A script's text, or the code of a notebook without its outputs: these may quote a blank that is gone by now. */
function codeOf(file: string): string | undefined {
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(".ipynb")) {
    return text;
  }
  try {
    const { cells } = JSON.parse(text) as { cells: { cell_type: string; source: string | string[] }[] };
    return cells
      .filter((cell) => cell.cell_type === "code")
      .map(({ source }) => (Array.isArray(source) ? source.join("") : source))
      .join("\n");
  } catch {
    return undefined;
  }
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../processes/project";
import { blank } from "./blanks";
import { type Cell, cellsOf, sourceOf } from "./notebook";
import { filesOf, type Workshop } from "./workshop";

const region = /^([ \t]*)(?:\/\/|#) <solution (\d+\.\d+)>\n[\s\S]*?(?:\/\/|#) <\/solution>$/gm;

/** What `exercises/<slug>/` holds, by path: the solutions with blanks in place of the marked regions, and the data. */
export function exerciseFiles(workshop: Workshop): ReadonlyMap<string, string> {
  return new Map([
    ...workshop.steps.flatMap(filesOf).map((name): [string, string] => {
      const text = solutionText(workshop, name);
      return [name, name.endsWith(".py") ? blankOut(text, "py") : blankNotebook(text)];
    }),
    ...workshop.exerciseData(),
  ]);
}

/** The solution of one task: its regions in the notebook and the script. */
export function solutionOf(workshop: Workshop, task: string): string {
  const step = workshop.steps.find(({ tasks }) => tasks.some(({ id }) => id === task));
  const found = (step === undefined ? [] : filesOf(step)).flatMap((name) => {
    const text = solutionText(workshop, name);
    const parts = name.endsWith(".py") ? [text] : cellsOf(text).map(sourceOf);
    return parts.flatMap((part) => [...part.matchAll(region)].filter((match) => match[2] === task).map(([all]) => all));
  });
  return found.join("\n");
}

function solutionText({ names }: Workshop, name: string): string {
  return readFileSync(join(root, "solutions", names.slug, name), "utf8");
}

function blankNotebook(text: string): string {
  const notebook = JSON.parse(text) as { readonly cells: readonly Cell[] };
  const cells = notebook.cells
    .filter((cell) => !sourceOf(cell).startsWith("<!-- solution -->"))
    .map((cell) => ({ ...cell, source: blankOut(sourceOf(cell), "ts").split(/(?<=\n)/) }));
  return `${JSON.stringify({ ...notebook, cells }, undefined, 1)}\n`;
}

function blankOut(text: string, language: "ts" | "py"): string {
  return text.replace(region, (_match, indent: string, task: string) =>
    language === "ts"
      ? `${indent}throw new Error("${blank(task)}");`
      : `${indent}raise NotImplementedError("${blank(task)}")`,
  );
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { givenCriteria } from "../../checks/exercises/criteria";
import { plantFiles, plantSeed } from "../../checks/exercises/plant";
import { blank } from "../../checks/exercises/work";
import { root } from "../environment";

interface Cell {
  readonly cell_type: string;
  readonly source: readonly string[];
}

const region = /^([ \t]*)(?:\/\/|#) <solution (\d\.\d)>\n[\s\S]*?(?:\/\/|#) <\/solution>$/gm;

/** What `exercises/` holds, by path: the solutions with blanks in place of the marked regions, and the plant's data. */
export function exerciseFiles(): ReadonlyMap<string, string> {
  const folder = join(root, "solutions");
  const names = readdirSync(folder).filter((name) => /^\d\d.*\.(ipynb|py)$/.test(name));
  const { inspections, labels } = plantFiles(plantSeed);
  return new Map([
    ...names.map((name): [string, string] => {
      const text = readFileSync(join(folder, name), "utf8");
      return [name, name.endsWith(".py") ? blankOut(text, "py") : blankNotebook(text)];
    }),
    ["data/inspections.csv", inspections],
    ["data/labels.json", labels],
    ["data/acceptance.json", `${JSON.stringify(givenCriteria, undefined, 2)}\n`],
  ]);
}

/** The solution of one task: its regions in the notebook and the script. */
export function solutionOf(task: string): string {
  const folder = join(root, "solutions");
  const files = readdirSync(folder).filter((name) => name.startsWith(`0${task[0]}`));
  const found = files.flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const parts = name.endsWith(".py") ? [text] : (JSON.parse(text) as { cells: Cell[] }).cells.map(sourceOf);
    return parts.flatMap((part) => [...part.matchAll(region)].filter((match) => match[2] === task).map(([all]) => all));
  });
  return found.join("\n");
}

function blankNotebook(text: string): string {
  const notebook = JSON.parse(text) as { cells: Cell[] };
  const cells = notebook.cells
    .filter((cell) => !sourceOf(cell).startsWith("<!-- solution -->"))
    .map((cell) => ({ ...cell, source: blankOut(sourceOf(cell), "ts").split(/(?<=\n)/) }));
  return `${JSON.stringify({ ...notebook, cells }, undefined, 1)}\n`;
}

function sourceOf(cell: Cell): string {
  return cell.source.join("");
}

function blankOut(text: string, language: "ts" | "py"): string {
  return text.replace(region, (_match, indent: string, task: string) =>
    language === "ts"
      ? `${indent}throw new Error("${blank(task)}");`
      : `${indent}raise NotImplementedError("${blank(task)}")`,
  );
}

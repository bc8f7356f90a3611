import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { workshops } from "../checks/workshops";

interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: readonly string[];
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}

interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly kernelspec: { readonly name: string } };
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

const root = join(__dirname, "..", "..");
const longestCell = 15;

for (const { names, lessons } of workshops) {
  const folder = join(root, "notebooks", names.slug);
  for (const { notebook: name, title, minutes } of lessons) {
    describe(`${names.slug}/${name}`, () => {
      const notebook = JSON.parse(readFileSync(join(folder, `${name}.ipynb`), "utf8")) as Notebook;
      const code = notebook.cells.filter((cell) => cell.cell_type === "code");
      const text = (cell: Cell | undefined) => cell?.source.join("") ?? "";
      test("is in git without outputs, for the TypeScript kernel, with ids that stay", () => {
        assert.deepEqual([notebook.nbformat, notebook.nbformat_minor], [4, 5]);
        assert.equal(notebook.metadata.kernelspec.name, "tslab");
        for (const cell of code) {
          assert.deepEqual([cell.id, cell.outputs, cell.execution_count], [cell.id, [], null]);
        }
        const ids = notebook.cells.map((cell) => cell.id);
        assert.equal(new Set(ids).size, ids.length);
      });

      test("says where it runs in its first code cell, and ends with a checkpoint", () => {
        assert.match(text(code[0]), new RegExp(`from "glue-lab";[\\s\\S]*await useWorkshop\\("${names.slug}"\\)`));
        assert.match(text(code.at(-1)), /new Checkpoint\(/);
        assert.match(text(notebook.cells[0]), /You will be able to/);
      });

      test("imports the helpers, the AWS SDK, PostgreSQL's client and Node only", () => {
        const imported = code.flatMap((cell) =>
          [...text(cell).matchAll(/from "([^"]+)"/g)].map((match) => match[1] ?? ""),
        );
        const others = imported.filter((from) => !/^(glue-lab$|@aws-sdk\/client-|pg$|node:)/.test(from));
        assert.deepEqual(others, []);
      });

      test("has short cells", () => {
        const long = code.filter((cell) => cell.source.length > longestCell).map((cell) => cell.id);
        assert.deepEqual(long, [], `cells of more than ${longestCell} lines`);
        const wide = code.filter((cell) => cell.source.some((line) => line.length > 120)).map((cell) => cell.id);
        assert.deepEqual(wide, [], "cells with lines of more than 120 characters");
      });

      test("its links to files lead somewhere", () => {
        const links = notebook.cells.flatMap((cell) =>
          cell.cell_type === "markdown"
            ? [...text(cell).matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? "")
            : [],
        );
        for (const link of links.filter((link) => !link.startsWith("https:"))) {
          assert.ok(readFileSync(join(folder, link)).length > 0, link);
        }
      });

      test("begins with its title and its minutes", () => {
        assert.match(text(notebook.cells[0]), new RegExp(`^# ${Number(name.slice(0, 2))} · ${title}\n`));
        assert.match(text(notebook.cells[0]), new RegExp(`^${minutes} minutes · `, "m"));
      });
    });
  }
}

const readers = workshops.flatMap(({ names }) =>
  ["notebooks", "exercises", "solutions"].flatMap((room) =>
    readdirSync(join(root, room, names.slug))
      .filter((name) => name.endsWith(".ipynb"))
      .map((name) => join(room, names.slug, name)),
  ),
);

for (const path of readers) {
  test(`${path}: no two dollar signs make a formula of the words between them`, () => {
    const { cells } = JSON.parse(readFileSync(join(root, path), "utf8")) as Notebook;
    const paragraphs = cells.flatMap(({ cell_type, source }) =>
      cell_type === "markdown" ? source.join("").split(/\n\s*\n/) : [],
    );
    const formulas = paragraphs.filter(
      (text) => (text.replaceAll(/`[^`]*`/g, "").match(/(?<!\\)\$/g) ?? []).length > 1,
    );
    assert.deepEqual(formulas, []);
  });
}

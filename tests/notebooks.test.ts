import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";

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
const folder = join(root, "notebooks");
const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
const longestCell = 17;

test("the lesson has its nine notebooks", () => {
  assert.deepEqual(names.map((name) => name.slice(0, 2)).sort(), [
    "00",
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "07",
    "08",
  ]);
});

for (const name of names) {
  describe(name, () => {
    const notebook = JSON.parse(readFileSync(join(folder, name), "utf8")) as Notebook;
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
      assert.match(text(code[0]), /from "quality-lab";[\s\S]*await showEnvironment\(\)/);
      assert.match(text(code.at(-1)), /new Checkpoint\(/);
      assert.match(text(notebook.cells[0]), /You will be able to/);
    });

    test("imports the helpers, the AWS SDK and Node only", () => {
      const imported = code.flatMap((cell) =>
        [...text(cell).matchAll(/from "([^"]+)"/g)].map((match) => match[1] ?? ""),
      );
      const others = imported.filter((from) => !/^(quality-lab$|@aws-sdk\/client-|node:)/.test(from));
      assert.deepEqual(others, []);
    });

    test("has short cells", () => {
      const long = code.filter((cell) => cell.source.length > longestCell).map((cell) => cell.id);
      assert.deepEqual(long, []);
      const wide = code.filter((cell) => cell.source.some((line) => line.length > 120)).map((cell) => cell.id);
      assert.deepEqual(wide, []);
    });

    test("its links to files lead somewhere", () => {
      const links = notebook.cells.flatMap((cell) =>
        cell.cell_type === "markdown" ? [...text(cell).matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? "") : [],
      );
      for (const link of links.filter((link) => !link.startsWith("https:"))) {
        assert.ok(readFileSync(join(folder, link)).length > 0, link);
      }
    });
  });
}

const readers = ["notebooks", "exercises", "solutions"].flatMap((room) =>
  readdirSync(join(root, room)).flatMap((name) => (name.endsWith(".ipynb") ? [join(room, name)] : [])),
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

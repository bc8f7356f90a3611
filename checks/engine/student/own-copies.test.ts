import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../../../processes/project";
import { workshops } from "../../workshops";
import { copyOut } from "./own-copies";

const place = mkdtempSync(join(tmpdir(), "quality-lab-copies-"));
const [project, work] = [join(place, "project"), join(place, "project", "work")];
after(() => rmSync(place, { recursive: true, force: true }));

const lesson = "notebooks/quality/01-upload-raw-data.ipynb";
const exercise = "exercises/quality/02-schema.ipynb";
const script = "exercises/quality/03_preprocessing.py";

type Notebook = { cells: { cell_type: string; source: string[]; outputs?: unknown[]; execution_count?: number }[] };

function change(file: string, edit: (notebook: Notebook) => void): void {
  const notebook = JSON.parse(readFileSync(file, "utf8")) as Notebook;
  edit(notebook);
  writeFileSync(file, JSON.stringify(notebook));
}

test("what students edit is copied out; a copy nobody changed follows the repository, a changed one stays and is told", () => {
  for (const room of ["notebooks", "exercises", "datasets", "docs"]) {
    cpSync(join(root, room), join(project, room), { recursive: true });
  }
  assert.deepEqual(copyOut(workshops, project, work), []);
  assert.deepEqual(readFileSync(join(work, lesson)), readFileSync(join(project, lesson)));
  assert.ok(existsSync(join(work, workshops[0].picture.file)));
  assert.ok(existsSync(join(work, "datasets", "quality", "raw")), "notebooks find the data from there");

  // the student runs a lesson, which changes no cell, and solves an exercise
  change(join(work, lesson), ({ cells }) => {
    Object.assign(cells.find((cell) => cell.cell_type === "code") ?? {}, {
      outputs: [{ text: "ran" }],
      execution_count: 1,
    });
  });
  change(join(work, exercise), ({ cells }) => cells.push({ cell_type: "code", source: ["mine"], outputs: [] }));
  const mine = readFileSync(join(work, exercise), "utf8");
  assert.deepEqual(copyOut(workshops, project, work), [], "nothing is newer yet");
  assert.match(readFileSync(join(work, lesson), "utf8"), /ran/);

  // a pull brings newer versions of all three
  for (const path of [lesson, exercise]) {
    change(join(project, path), ({ cells }) => cells.push({ cell_type: "markdown", source: ["newer"] }));
  }
  writeFileSync(join(project, script), "# newer\n");
  assert.deepEqual(copyOut(workshops, project, work), [exercise]);
  assert.match(readFileSync(join(work, lesson), "utf8"), /newer/);
  assert.equal(readFileSync(join(work, script), "utf8"), "# newer\n");
  assert.equal(readFileSync(join(work, exercise), "utf8"), mine);
  assert.deepEqual(copyOut(workshops, project, work), [exercise], "it is told until it is taken");

  // the newer one is taken: the copy is moved away
  rmSync(join(work, exercise));
  assert.deepEqual(copyOut(workshops, project, work), []);
  assert.deepEqual(readFileSync(join(work, exercise)), readFileSync(join(project, exercise)));
});

test("a copy of what the repository has no more goes, as of a notebook that was renamed; a changed one stays", () => {
  const [old, moved] = ["notebooks/quality/08-old-name.ipynb", "notebooks/quality/09-new-name.ipynb"];
  const dropped = "exercises/quality/08-dropped.ipynb";
  cpSync(join(project, lesson), join(project, old));
  cpSync(join(project, lesson), join(project, dropped));
  copyOut(workshops, project, work);
  assert.ok(existsSync(join(work, old)));
  change(join(work, dropped), ({ cells }) => cells.push({ cell_type: "code", source: ["mine"] }));
  renameSync(join(project, old), join(project, moved));
  rmSync(join(project, dropped));
  assert.deepEqual(copyOut(workshops, project, work), []);
  assert.deepEqual(
    [old, moved].map((path) => existsSync(join(work, path))),
    [false, true],
  );
  assert.match(readFileSync(join(work, dropped), "utf8"), /mine/);
});

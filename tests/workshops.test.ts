import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { exerciseFiles } from "../checks/engine/exercise-files";
import { pages } from "../checks/engine/pages";
import { filesOf } from "../checks/engine/workshop";
import { workshops } from "../checks/workshops";
import { root } from "../processes/project";

// Each workshop stands in every room, and what stands there belongs to one of its steps.

const rooms = ["notebooks", "exercises", "solutions", "glue-scripts", "datasets", "checks"];

/** Files of a folder and those below it, without what tools leave there. */
function filesIn(...folder: string[]): string[] {
  return readdirSync(join(root, ...folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/checkpoint|__pycache__/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, ...folder).length + 1))
    .sort();
}

test("every folder of a room is a workshop's, or what all of them share", () => {
  const slugs = workshops.map(({ names }) => names.slug);
  for (const room of rooms) {
    const folders = readdirSync(join(root, room), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .map(({ name }) => name);
    const shared = room === "checks" ? ["engine"] : room === "datasets" || room === "glue-scripts" ? ["shared"] : [];
    assert.deepEqual(folders.filter((name) => !shared.includes(name)).sort(), [...slugs].sort(), room);
  }
});

test("names in AWS are one workshop's alone", () => {
  const names = workshops.flatMap(({ names: own, crawlers, steps }) => [
    own.slug,
    own.bucket,
    own.database,
    own.exercisesDatabase,
    ...crawlers.map((name) => `crawler ${name}`),
    ...steps.flatMap(({ job }) => (job === undefined ? [] : [`job ${job.name}`])),
  ]);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

test("the pages are what `npm run exercises` makes of the manifests", () => {
  for (const [path, text] of pages(workshops, readFileSync(join(root, "README.md"), "utf8"))) {
    assert.ok(existsSync(join(root, path)), `${path} is missing: npm run exercises`);
    assert.equal(readFileSync(join(root, path), "utf8"), text, `${path} has drifted: npm run exercises`);
  }
});

for (const workshop of workshops) {
  const { names, lessons, steps } = workshop;
  describe(names.slug, () => {
    test("its notebooks are those of the manifest, from a start to a clean-up", () => {
      const notebooks = lessons.map(({ notebook }) => `${notebook}.ipynb`);
      assert.deepEqual(filesIn("notebooks", names.slug), [...notebooks, "README.md"]);
      assert.match(notebooks[0] ?? "", /^00-start-here/);
      assert.match(notebooks.at(-1) ?? "", /clean-up/);
      assert.deepEqual(
        lessons.map(({ notebook }) => Number(notebook.slice(0, 2))),
        lessons.map((_, index) => index),
      );
    });

    test("its exercises and solutions are those of its steps, and nothing else", () => {
      assert.deepEqual(filesIn("exercises", names.slug), [...exerciseFiles(workshop).keys()].sort());
      assert.deepEqual(filesIn("solutions", names.slug), steps.flatMap(filesOf).sort());
    });

    test("each step follows a notebook of its number, with three to five tasks that say and help", () => {
      for (const { number, name, lesson, tasks } of steps) {
        assert.ok(
          lessons.some(({ notebook }) => notebook === lesson),
          lesson,
        );
        assert.deepEqual([Number(lesson.slice(0, 2)), Number(name.slice(0, 2))], [number, number]);
        assert.ok(tasks.length >= 3 && tasks.length <= 5, name);
        for (const [index, { id, title, hint, strongerHint, check }] of tasks.entries()) {
          assert.equal(id, `${number}.${index + 1}`);
          assert.ok(title.length > 20 && hint.length > 20 && strongerHint.length > 20 && hint !== strongerHint, id);
          assert.equal(typeof check, "function");
        }
      }
    });

    test("every step but the last leaves a state to go on from", () => {
      assert.ok(steps.slice(0, -1).every(({ put }) => put !== undefined));
    });
  });
}

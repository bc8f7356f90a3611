import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { blank, blanksLeft } from "../checks/engine/blanks";
import { clausesText } from "../checks/engine/clauses/table";
import { exerciseFiles, solutionOf } from "../checks/engine/exercise-files";
import { type Cell, cellsOf, sourceOf } from "../checks/engine/notebook";
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

/** The number that a file's name begins with. */
function numberOf(name: string): number {
  return Number(name.slice(0, 2));
}

test("every folder of a room is a workshop's, or what all of them share", () => {
  const slugs = workshops.map(({ names }) => names.slug);
  for (const room of rooms) {
    const folders = readdirSync(join(root, room), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .map(({ name }) => name)
      // what a workshop needs may be there before its manifest
      .filter((name) => readdirSync(join(root, room, name)).join() !== "setup.mjs");
    const shared = room === "checks" ? ["engine"] : room === "datasets" || room === "glue-scripts" ? ["shared"] : [];
    assert.deepEqual(folders.filter((name) => !shared.includes(name)).sort(), [...slugs].sort(), room);
  }
});

test("names in AWS are one workshop's alone", () => {
  const names = workshops.flatMap(({ names: own, crawlers, steps, workGroups }) => [
    own.slug,
    own.bucket,
    own.database,
    own.exercisesDatabase,
    ...crawlers.map((name) => `crawler ${name}`),
    ...workGroups.map((name) => `workgroup ${name}`),
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
  const tasks = steps.flatMap((step) => step.tasks);
  const textOf = (room: string, name: string): string => readFileSync(join(root, room, names.slug, name), "utf8");
  describe(names.slug, () => {
    test("its notebooks are those of the manifest, from a start to a clean-up", () => {
      const notebooks = lessons.map(({ notebook }) => `${notebook}.ipynb`);
      assert.deepEqual(filesIn("notebooks", names.slug), [...notebooks, "README.md"]);
      assert.match(notebooks[0] ?? "", /^00-start-here/);
      assert.match(notebooks.at(-1) ?? "", /clean-up/);
      assert.deepEqual(
        lessons.map(({ notebook }) => numberOf(notebook)),
        lessons.map((_, index) => index),
      );
    });

    test("its exercises and solutions are those of its steps, and nothing else", () => {
      assert.deepEqual(filesIn("exercises", names.slug), [...exerciseFiles(workshop).keys()].sort());
      assert.deepEqual(filesIn("solutions", names.slug), steps.flatMap(filesOf).sort());
    });

    test("its exercises are what `npm run exercises` makes of the solutions, and CLAUSES.md of the clauses", async () => {
      const clauses = clausesText(tasks, await workshop.clauses(), workshop.aboutClauses);
      for (const [path, text] of [
        ...[...exerciseFiles(workshop)].map(([name, made]) => [join("exercises", names.slug, name), made] as const),
        [join("checks", names.slug, "CLAUSES.md"), clauses] as const,
      ]) {
        assert.ok(existsSync(join(root, path)), `${path} is missing: npm run exercises`);
        assert.equal(readFileSync(join(root, path), "utf8"), text, `${path} has drifted: npm run exercises`);
      }
    });

    test("each step follows a notebook of its number, with three to five tasks that say and help", () => {
      for (const { number, name, lesson, tasks: own } of steps) {
        assert.ok(
          lessons.some(({ notebook }) => notebook === lesson),
          `the manifest's lessons have no ${lesson}, which ${name} follows`,
        );
        assert.deepEqual([lesson, name].map(numberOf), [number, number], `step ${number}: ${lesson} and ${name}`);
        assert.ok(own.length >= 3 && own.length <= 5, `${name} has ${own.length} tasks, not three to five`);
        for (const [index, { id, title, hint, strongerHint }] of own.entries()) {
          assert.equal(id, `${number}.${index + 1}`);
          for (const text of [title, hint, strongerHint]) {
            assert.ok(text.length > 20, `${id}: title and hints are sentences, and this is too short: ${text}`);
          }
          assert.notEqual(hint, strongerHint, `${id}: the second hint says more than the first`);
        }
      }
    });

    test("every step but the last leaves a state to go on from", () => {
      const without = steps.slice(0, -1).filter(({ put }) => put === undefined);
      assert.deepEqual(
        without.map(({ name }) => name),
        [],
        "These have no `put`, and another step follows them: `npm run reset` cannot put the state before it",
      );
    });

    test("each notebook leads to the next, and each exercise to the next exercise", () => {
      for (const [index, { notebook }] of lessons.slice(0, -1).entries()) {
        const next = `${lessons[index + 1]?.notebook}.ipynb`;
        const checkpoint = sourceOf(cellsOf(textOf("notebooks", `${notebook}.ipynb`)).at(-1) as Cell);
        assert.ok(checkpoint.includes(`new Checkpoint("${next}`), `${notebook}: its Checkpoint does not name ${next}`);
      }
      for (const [index, { name }] of steps.entries()) {
        const next = steps.slice(index + 1, index + 2).map((step) => `${step.name}.ipynb`);
        const named = [...textOf("solutions", `${name}.ipynb`).matchAll(/Next: \[[^\]]*\]\(([^)]*)\)/g)];
        assert.deepEqual(
          named.map(([, file]) => file),
          next,
          `${name}: what it names with "Next: [exercise …](…)", and what comes next`,
        );
      }
    });

    test("each exercise begins with its `useExercise` and ends with its `showCheck`, in the cell `check`", () => {
      for (const { number, name } of steps) {
        const code = cellsOf(textOf("solutions", `${name}.ipynb`)).filter((cell) => cell.cell_type === "code");
        const [first, last] = [code[0], code.at(-1)] as [Cell, Cell];
        assert.match(sourceOf(first), new RegExp(`await useExercise\\("${names.slug}/${number}"\\)`), name);
        assert.equal(sourceOf(last), `await showCheck("${names.slug}/${number}");`, name);
        assert.equal(
          last.id,
          "check",
          `${name}: \`npm run check -- --solutions\` leaves out the cell of this id alone`,
        );
      }
    });

    test("as shipped, every task has its blank, once, and no solution", () => {
      for (const step of steps) {
        const left = [...blanksLeft(join(root, "exercises", names.slug), step).keys()];
        assert.deepEqual(
          left,
          step.tasks.map(({ id }) => id),
          `exercises/${names.slug}/${step.name}: its blanks`,
        );
      }
      for (const [name, text] of exerciseFiles(workshop)) {
        assert.doesNotMatch(text, /<\/?solution/, name);
        assert.doesNotMatch(text, /[Cc]ommon wrong way/, `${name}: a note on it begins with <!-- solution -->`);
      }
      const all = [...exerciseFiles(workshop).values()].join("\n");
      for (const { id } of tasks) {
        assert.equal(all.split(blank(id)).length, 2, `solutions/ has // <solution ${id}> once`);
      }
    });

    test("no blank is left in the solutions; each task's can be shown, and a common wrong way is named after it", () => {
      for (const step of steps) {
        assert.deepEqual([...blanksLeft(join(root, "solutions", names.slug), step).keys()], []);
        const text = filesOf(step)
          .map((name) => textOf("solutions", name))
          .join("\n");
        const notes = text.match(/[Cc]ommon wrong way/g)?.length;
        assert.equal(notes, step.tasks.length, `${step.name}: a common wrong way for each task`);
      }
      for (const { id } of tasks) {
        assert.match(solutionOf(workshop, id), /<solution [\s\S]+<\/solution>/, id);
      }
    });

    test("every task has clauses", async () => {
      const clauses = await workshop.clauses();
      const without = tasks.filter(({ id }) => !clauses.some(({ task }) => task === id));
      assert.deepEqual(
        without.map(({ id }) => id),
        [],
        `These tasks have no clause among those of the manifest of ${names.slug}`,
      );
    });
  });
}

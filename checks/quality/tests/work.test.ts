import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../../processes/project";
import { runWork } from "../../engine/running/run-work";
import { canShutIn } from "../../engine/running/sandbox";
import type { TaskResult } from "../../engine/verdict";
import { workshop } from "../workshop";

// Whole notebooks, run as for a class: in a process and an embedded AWS of their own.

const allTasks = workshop.steps.flatMap(({ tasks }) => tasks).length;
const solutions = join(root, "solutions", "quality");
const check = join(root, "dist", "scripts", "check.js");
let place: string;

before(() => {
  mkdirSync(join(root, "out"), { recursive: true });
  place = mkdtempSync(join(root, "out", "exercises-test-"));
});

after(() => rmSync(place, { recursive: true, force: true }));

const stateOf = (results: readonly TaskResult[]): string[] =>
  results.map(({ task, finding }) => `${task} ${finding.state}`);

test("every solution is right, one after the other in one lab", async () => {
  const { results, failure } = await runWork({ workshop, folder: solutions, chained: true });
  assert.equal(failure, undefined);
  assert.deepEqual(
    results
      .filter(({ finding }) => finding.state !== "right")
      .map(({ task, finding }) => `${task}: ${finding.message}`),
    [],
  );
  assert.equal(results.length, allTasks);
});

interface Notebook {
  readonly cells: { readonly id: string; source: string[] }[];
}

/** A solution's notebook with other code in place of one task's solution. */
function notebookWith(name: string, task: string, code: string): string {
  const notebook = JSON.parse(readFileSync(join(solutions, name), "utf8")) as Notebook;
  for (const cell of notebook.cells) {
    const source = cell.source
      .join("")
      .replace(new RegExp(`// <solution ${task}>[\\s\\S]*?// </solution>`), () => code);
    cell.source = [source];
  }
  return JSON.stringify(notebook);
}

test("hostile work ends in ✗ with a sentence, and harms nothing outside", async (t) => {
  if (!canShutIn(place)) {
    assert.ok(process.env.CI !== "true" || process.platform !== "linux", "This machine cannot shut code in.");
    t.skip("no user namespaces on this machine");
    return;
  }
  const folder = join(place, "hostile", "exercises");
  mkdirSync(folder, { recursive: true });
  const victim = join(place, "victim.txt");
  writeFileSync(victim, "mine");
  const harm = `require("fs").writeFileSync(${JSON.stringify(victim)}, "yours");`;
  const fill = 'for (;;) { console.log("x".repeat(100_000)); await new Promise((done) => setTimeout(done, 1)); }';
  writeFileSync(join(folder, "01-raw-data.ipynb"), notebookWith("01-raw-data.ipynb", "1.2", "for (;;) {}"));
  writeFileSync(
    join(folder, "02-schema.ipynb"),
    notebookWith("02-schema.ipynb", "2.1", `try { ${harm} } catch {} process.exit(0);`),
  );
  writeFileSync(
    join(folder, "06-parquet.ipynb"),
    notebookWith("06-parquet.ipynb", "6.1", `${fill} return "";`)
      .replace("function properties(): string", "async function properties()")
      .replace("{properties()}", "{await properties()}"),
  );
  const wipe =
    'import { DeleteBucketCommand, S3Client } from "@aws-sdk/client-s3"; await s3.deletePrefix(bucket, ""); await new S3Client({ forcePathStyle: true }).send(new DeleteBucketCommand({ Bucket: bucket }));';
  writeFileSync(join(folder, "07-questions.ipynb"), notebookWith("07-questions.ipynb", "7.1", wipe));
  const { results, failure } = await runWork({
    workshop,
    folder,
    chained: false,
    isShutIn: true,
    notebookSeconds: 45,
    steps: [1, 2, 6, 7],
  });
  assert.equal(failure, undefined);
  assert.deepEqual(stateOf(results), [
    ...["quality/1.1 right", "quality/1.2 wrong", "quality/1.3 wrong"],
    ...["quality/2.1 wrong", "quality/2.2 wrong", "quality/2.3 wrong"],
    ...["quality/6.1 wrong", "quality/6.2 wrong", "quality/6.3 wrong"],
    ...["quality/7.1 wrong", "quality/7.2 wrong", "quality/7.3 wrong"],
  ]);
  const message = (task: string): string =>
    results.find((one) => one.task === `quality/${task}`)?.finding.message ?? "";
  assert.match(
    message("1.2"),
    /had (kept the processor busy for 15|not ended after 45) s and was stopped: is there an endless loop/,
  );
  assert.match(message("2.1"), /The kernel ended in cell \d+: a crash, or process.exit/);
  assert.match(message("6.1"), /more than 5 MB of output/);
  assert.match(message("7.1"), /The notebook has deleted the bucket/);
  assert.equal(readFileSync(victim, "utf8"), "mine");
});

test("a notebook that stops its own runner is stopped from outside; a step that does not follow it goes on from a right state", async (t) => {
  if (!canShutIn(place)) {
    assert.ok(process.env.CI !== "true" || process.platform !== "linux", "This machine cannot shut code in.");
    t.skip("no user namespaces on this machine");
    return;
  }
  const folder = join(place, "stopping", "exercises");
  cpSync(solutions, folder, { recursive: true });
  const stopAll = `const all = require("fs").readdirSync("/proc").filter((name) => /^\\d+$/.test(name)).map(Number);
    for (const pid of all.filter((pid) => pid !== process.pid)) { try { process.kill(pid, "SIGSTOP"); } catch {} }
    for (;;) {}`;
  const notebook = JSON.parse(readFileSync(join(folder, "03-preprocessing.ipynb"), "utf8")) as Notebook;
  const upload = notebook.cells.find(({ id }) => id === "upload");
  assert.ok(upload);
  upload.source = [stopAll];
  writeFileSync(join(folder, "03-preprocessing.ipynb"), JSON.stringify(notebook));
  // two whose work is done by Spark: what lies between them is put there
  const { results, stopped, failure } = await runWork({
    workshop,
    folder,
    chained: true,
    isShutIn: true,
    notebookSeconds: 60,
    steps: [3, 5],
  });
  assert.equal(failure, undefined);
  assert.deepEqual(stopped, ["quality/3"]);
  assert.deepEqual(stateOf(results), [
    ...["quality/3.1 wrong", "quality/3.2 wrong", "quality/3.3 wrong"],
    ...["quality/5.1 right", "quality/5.2 right", "quality/5.3 right"],
  ]);
  assert.match(results[1]?.finding.message ?? "", /The notebook stopped the process that runs it/);
});

test("a class: each student's work by itself, to CSV and HTML; shipped exercises are not attempted", (t) => {
  if (!canShutIn(place)) {
    assert.ok(process.env.CI !== "true" || process.platform !== "linux", "This machine cannot shut code in.");
    t.skip("no user namespaces on this machine");
    return;
  }
  const folder = join(place, "class");
  cpSync(join(root, "exercises", "quality"), join(folder, "untouched", "exercises"), { recursive: true });
  mkdirSync(join(folder, "one <b>step", "exercises"), { recursive: true });
  cpSync(join(solutions, "01-raw-data.ipynb"), join(folder, "one <b>step", "exercises", "01-raw-data.ipynb"));
  const run = spawnSync(process.execPath, [check, "--class", folder], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, new RegExp(`one <b>step\\s+3 of ${allTasks} right`));
  assert.match(run.stdout, new RegExp(`untouched\\s+0 of ${allTasks} right`));
  const csv = readFileSync(join(root, "out", "class", "overview.csv"), "utf8").split("\n");
  assert.equal(csv.filter((line) => line.startsWith('"untouched"') && line.includes(',"open",')).length, allTasks);
  assert.equal(csv.filter((line) => line.startsWith('"one <b>step"') && line.includes(',"right",')).length, 3);
  const html = readFileSync(join(root, "out", "class", "overview.html"), "utf8");
  assert.ok(html.includes("one &lt;b&gt;step") && !html.includes("one <b>step"));
  assert.match(html, /<h2 id="s1">untouched<\/h2><p>Nothing is wrong\./);
});

test("a lab that does not answer is a broken set-up: exit 2, and no task is called wrong", () => {
  const data = mkdtempSync(join(tmpdir(), "quality-exercises-none-"));
  const run = (url: string | undefined) =>
    spawnSync(process.execPath, [check, "1", "--json"], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, LAB_DATA: data, ...(url ? { AWS_ENDPOINT_URL: url } : {}) },
    });
  for (const url of [undefined, "http://127.0.0.1:9"]) {
    const { status, stdout } = run(url);
    assert.equal(status, 2);
    assert.match((JSON.parse(stdout) as { setup: string }).setup, /no mistake of yours/);
    assert.ok(!existsSync(join(data, "exercises-progress.json")));
  }
  rmSync(data, { recursive: true, force: true });
});

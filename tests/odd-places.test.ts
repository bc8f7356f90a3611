import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../processes/project";

// A clone in a folder with blanks and Korean letters, in a room without network, and then moved to another folder.

const place = mkdtempSync(join(tmpdir(), "quality-lab-공장 실습-"));
const first = join(place, "my lab");
const second = join(place, "옮긴 곳", "lab two");

/** No registry answers, and nothing else does. */
const closed = "http://127.0.0.1:9/";
const offline: NodeJS.ProcessEnv = {
  npm_config_registry: closed,
  PIP_INDEX_URL: closed,
  PIP_RETRIES: "0",
  LAB_MAVEN_REPOSITORY: closed,
  HTTP_PROXY: closed,
  HTTPS_PROXY: closed,
  NO_PROXY: "127.0.0.1,localhost",
};

before(() => {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  for (const file of files.filter((file) => existsSync(join(root, file)))) {
    mkdirSync(dirname(join(first, file)), { recursive: true });
    cpSync(join(root, file), join(first, file));
  }
});

after(() => rmSync(place, { recursive: true, force: true }));

function npm(folder: string, ...args: string[]): string {
  const { LAB_CACHE, LAB_PYTHON, HOME, PATH } = process.env;
  const env = { LAB_CACHE, LAB_PYTHON, HOME, PATH, TMPDIR: place, LANG: "C.UTF-8", ...offline };
  const run = spawnSync("npm", ["run", "--silent", ...args], { cwd: folder, env, encoding: "utf8" });
  assert.equal(run.status, 0, `${args.join(" ")}:\n${run.stdout.slice(-3_000)}${run.stderr.slice(-3_000)}`);
  return run.stdout + run.stderr;
}

test("it sets up from a filled cache alone, and tells no raw notes of Java", () => {
  const said = npm(first, "setup");
  assert.match(said, /Everything is set up/);
  assert.doesNotMatch(said, /OpenJDK|\[warning\]|Picked up|class archive could not/i);
  const archives = JSON.parse(readFileSync(join(first, ".setup", "installation.json"), "utf8"));
  for (const archive of ["sparkArchive", "trinoArchive"]) {
    assert.ok(existsSync(archives[archive]), archive);
  }
});

test("the lesson runs there, with Spark, Trino and the notebooks' kernel", () => {
  const said = npm(first, "lesson");
  assert.equal(said.match(/^✓ /gm)?.length, 9, said);
});

test("moved, it says so, puts its kernel right and checks a solution", () => {
  mkdirSync(dirname(second));
  renameSync(first, second);
  const said = npm(second, "check", "--", "3", "--solutions");
  assert.match(said, /moved|another folder/);
  assert.match(said, /3 right, 0 wrong, 0 not attempted yet/);
  const kernel = readFileSync(join(second, ".venv", "share", "jupyter", "kernels", "tslab", "kernel.json"), "utf8");
  assert.ok(kernel.includes(second) && !kernel.includes(first), kernel);
});

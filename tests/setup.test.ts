import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { root } from "../processes/project";

// The set-up in a copy of the project where nothing is installed yet.

const copy = mkdtempSync(join(tmpdir(), "quality-lab-setup-"));
const programs = join(copy, "programs");

before(() => {
  for (const name of [
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    ...readdirSync(root).filter((name) => /^requirements.*\.txt$/.test(name)),
  ]) {
    cpSync(join(root, name), join(copy, name));
  }
  for (const name of ["scripts", "processes"]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  for (const name of ["engines", "make-archives.ts"]) {
    cpSync(join(root, "local-aws", name), join(copy, "local-aws", name), { recursive: true });
  }
  for (const name of ["helpers", "checks", "datasets", "glue-scripts", "tests"]) {
    mkdirSync(join(copy, name));
  }
  mkdirSync(programs);
});

after(() => rmSync(copy, { recursive: true, force: true }));

interface Said {
  readonly code: number | null;
  readonly text: string;
}

/** Runs the set-up with only the given programs on the PATH. */
function setUp(python: string | undefined, options: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Said {
  rmSync(join(programs, "python3"), { force: true });
  if (python !== undefined) {
    program("python3", python);
  }
  const run = spawnSync(process.execPath, [...options, join(copy, "scripts", "setup.mjs")], {
    cwd: copy,
    env: { PATH: programs, HOME: copy, LAB_CACHE: join(copy, "cache"), ...env },
    encoding: "utf8",
  });
  return { code: run.status, text: run.stdout + run.stderr };
}

/** Puts a program on the PATH. */
function program(name: string, script: string): void {
  const file = join(programs, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** A Python that still makes its environment when npm has failed. */
function slowToMake(version: string): string {
  return `case "$2" in venv) /bin/sleep 20;; *) echo ${version};; esac`;
}

/** Lets a program believe that it runs elsewhere. */
function pretend(name: string, code: string): string[] {
  const file = join(programs, `${name}.cjs`);
  writeFileSync(file, code);
  return ["--require", file];
}

test("a machine without Python is told so", () => {
  const { code, text } = setUp(undefined);
  assert.equal(code, 1);
  assert.match(text, /Python was not found: the lab needs Python 3\.10 to 3\.14\. Install one .* LAB_PYTHON/);
  assert.doesNotMatch(text, /\n {4}at /);
});

for (const [version, fault] of [
  ["2.7.18", "old"],
  ["3.9.2", "old"],
  ["3.15.0", "new"],
  ["4.0.0", "new"],
]) {
  test(`Python ${version} is too ${fault}, and that is said in one sentence`, () => {
    const { code, text } = setUp(`echo ${version}`);
    assert.equal(code, 1);
    const said = `Python ${version} is too ${fault}: the lab needs Python 3.10 to 3.14. Install one`;
    assert.ok(text.trim().startsWith(said) && text.includes("LAB_PYTHON"), text);
  });
}

test("where python3 will not do, another one is taken that will", () => {
  program("python3.12", slowToMake("3.12.1"));
  assert.match(setUp("echo 3.9.2").text, /npm was not found/);
  rmSync(join(programs, "python3.12"));
});

test("LAB_PYTHON that names no Python is told, whatever else there is", () => {
  const { text } = setUp("echo 3.11.2", [], { LAB_PYTHON: "/nowhere/python3" });
  assert.match(text, /LAB_PYTHON names \/nowhere\/python3, and no Python starts there/);
});

test("a Python without venv is told with the package to install", () => {
  const python = 'case "$2" in *version_info*) echo 3.11.2;; *) exit 1;; esac';
  assert.match(setUp(python).text, /not its venv module\..*sudo apt install python3\.11-venv/);
});

test("a Node that is too old is named", () => {
  const options = pretend(
    "old-node",
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } });",
  );
  assert.match(setUp("echo 3.11.2", options).text, /Node 18\.20\.0 is too old: the lab needs Node 20\.19 or later/);
});

test("native Windows is sent to WSL 2", () => {
  const options = pretend("windows", "Object.defineProperty(process, 'platform', { value: 'win32' });");
  assert.match(setUp("echo 3.11.2", options).text, /Install WSL 2/);
});

test("a workshop that is not there is told before anything is done; what one alone needs is done once", () => {
  const folder = join(copy, "checks", "toy");
  mkdirSync(folder);
  writeFileSync(join(folder, "workshop.ts"), "");
  const unknown = spawnSync(process.execPath, [join(copy, "scripts", "setup.mjs"), "toys"], { encoding: "utf8" });
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /There is no workshop toys\. There are: toy\./);
  writeFileSync(join(folder, "version"), "1");
  writeFileSync(
    join(folder, "setup.mjs"),
    `import { readFileSync, writeFileSync } from "node:fs";
    const output = ${JSON.stringify(join(copy, "toy.done"))};
    const inputs = () => [readFileSync(${JSON.stringify(join(folder, "version"))})];
    export const steps = [{ name: "toy", title: "Toys", inputs, output, run: () => writeFileSync(output, "") }];`,
  );
  const rounds = `
    import { writeFileSync } from "node:fs";
    import { isUpToDate, markDone } from ${JSON.stringify(join(copy, "scripts", "setup", "stamps.mjs"))};
    import { workshopSteps } from ${JSON.stringify(join(copy, "scripts", "setup", "workshops.mjs"))};
    const [step] = await workshopSteps(["toy"]);
    const said = [isUpToDate(step, false)];
    step.run();
    markDone(step);
    said.push(isUpToDate(step, false));
    writeFileSync(${JSON.stringify(join(folder, "version"))}, "2");
    said.push(isUpToDate(step, false));
    console.log(said.join());`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", rounds], { encoding: "utf8" });
  assert.equal(run.stdout, "false,true,false\n", run.stderr);
});

test("a disk that is too small is told before anything is fetched", () => {
  const options = pretend(
    "small-disk",
    "const fs = require('node:fs'); fs.statfsSync = () => ({ bavail: 10, bsize: 1e6 }); require('node:module').syncBuiltinESMExports();",
  );
  assert.match(setUp("echo 3.11.2", options).text, /has 10 MB free; set-up needs about \d+ MB/);
});

test("what will be fetched is said before it starts, and a fault of npm is told with its log", () => {
  const { code, text } = setUp(slowToMake("3.11.2"));
  assert.equal(code, 1);
  assert.match(text, /Set-up downloads at most \d+ MB/);
  assert.match(text, /npm was not found/);
});

test("what a lock names is noted in the cache, for the program that it is for; then nothing is said to be fetched", async () => {
  const code = `
    const { isFetched, markFetched } = await import("./scripts/setup/fetched.mjs");
    const { areWheelsFetched, locks } = await import("./scripts/setup/python.mjs");
    const wheels = process.env.LAB_CACHE + "/wheels";
    const { appendFileSync } = await import("node:fs");
    const seen = [areWheelsFetched(locks)];
    for (const { file } of locks) markFetched(wheels, file, "3.11.2");
    seen.push(areWheelsFetched(locks), isFetched(wheels, locks[0].file, "3.12.0"));
    appendFileSync(locks[0].file, "# newer");
    seen.push(areWheelsFetched(locks));
    console.log(JSON.stringify(seen));`;
  program("python3", 'case "$2" in *version_info*) echo 3.11.2;; esac');
  const lock = join(copy, "requirements.txt");
  const text = readFileSync(lock);
  rmSync(join(copy, "cache"), { recursive: true, force: true });
  const env = { PATH: programs, HOME: copy, LAB_CACHE: join(copy, "cache") };
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", `(async () => {${code}})()`], {
    cwd: copy,
    env,
  });
  rmSync(lock);
  writeFileSync(lock, text);
  assert.deepEqual(JSON.parse(stdout), [false, true, false, false]);
});

/** Two small jars in the place of Trino's. */
async function fetchJars(port: number): Promise<Said> {
  const code =
    "import('./scripts/setup/maven.mjs').then((maven) => maven.installTrino()).catch((error) => { console.error(error.message); process.exit(1); })";
  const env = {
    PATH: programs,
    HOME: copy,
    LAB_CACHE: join(copy, "cache"),
    LAB_MAVEN_REPOSITORY: `http://127.0.0.1:${port}/`,
  };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", code], { cwd: copy, env });
    return { code: 0, text: stdout + stderr };
  } catch (error) {
    const { code: status, stderr } = error as { code: number; stderr: string };
    return { code: status, text: stderr };
  }
}

const jars = new Map(
  ["a", "b"].map((name) => {
    const body = Buffer.alloc(200_000, name);
    const entry = { path: `x/${name}.jar`, size: body.length, sha256: sha256(body), folder: "lib" };
    return [`/${entry.path}`, { body, entry }];
  }),
);

function sha256(body: Buffer): string {
  return createHash("sha256").update(body).digest("hex");
}

async function serve(answer: Parameters<typeof createServer>[1]): Promise<Server> {
  writeFileSync(
    join(copy, "local-aws", "engines", "trino", "trino.lock.json"),
    JSON.stringify([...jars.values()].map(({ entry }) => entry)),
  );
  rmSync(join(copy, "cache"), { recursive: true, force: true });
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

test("a download that breaks off goes on where it stopped", async () => {
  const ranges: (string | undefined)[] = [];
  const server = await serve((request, response) => {
    const body = jars.get(request.url ?? "")?.body ?? Buffer.alloc(0);
    const { range } = request.headers;
    ranges.push(range);
    const from = Number(/bytes=(\d+)-/.exec(range ?? "")?.[1] ?? 0);
    response.writeHead(range ? 206 : 200, { "content-length": body.length - from });
    if (range) {
      response.end(body.subarray(from));
    } else {
      response.write(body.subarray(0, 50_000), () => setTimeout(() => response.destroy(), 50));
    }
  });
  const { code, text } = await fetchJars(portOf(server));
  server.close();
  assert.equal(code, 0, text);
  assert.ok(ranges.some((range) => range !== undefined && range !== "bytes=0-"));
  for (const { body, entry } of jars.values()) {
    const placed = readFileSync(join(copy, ".setup", "trino", "lib", entry.path.replace("x/", "")));
    assert.ok(placed.equals(body));
  }
});

test("a jar that is not the one of the lock is refused and not kept", async () => {
  const server = await serve((_, response) => response.end(Buffer.alloc(200_000, "z")));
  const { code, text } = await fetchJars(portOf(server));
  server.close();
  assert.equal(code, 1);
  assert.match(text, /is not the file that the lock names: its SHA-256 differs/);
  assert.ok(!existsSync(join(copy, "cache", "maven", "x", "a.jar")));
});

test("without a network the set-up says so", async () => {
  const server = await serve(() => {});
  const port = portOf(server);
  await new Promise((done) => server.close(done));
  const { code, text } = await fetchJars(port);
  assert.equal(code, 1);
  assert.match(text, /could not be fetched .*Check the connection, or name a mirror with LAB_MAVEN_REPOSITORY/);
});

import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../processes/project";

// However the embedded AWS ends, no process that it started stays. (Spark's jobs: local-aws/glue/jobs/jobs.test.ts.)

const folders: string[] = [];

after(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

interface Running {
  readonly child: ChildProcess;
  readonly dataDir: string;
  readonly ended: Promise<unknown>;
}

function startMain(port: number, ...args: string[]): Running {
  const dataDir = mkdtempSync(join(tmpdir(), "quality-lab-children-"));
  folders.push(dataDir);
  const main = join(root, "dist", "local-aws", "main.js");
  const child = spawn(process.execPath, [main, "--port", String(port), "--data", dataDir, ...args], { stdio: "pipe" });
  return { child, dataDir, ended: new Promise((done) => child.once("exit", done)) };
}

function processesOf(dataDir: string): string[] {
  const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(dataDir) && line.includes("lab.TrinoMain"));
}

async function until(what: string, reached: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (reached()) {
      return;
    }
    await sleep(100);
  }
  assert.fail(`It never came to this: ${what}`);
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"] as const) {
  test(`after ${signal} no Trino is left`, async () => {
    const { child, dataDir, ended } = startMain(0);
    await until("Trino starts", () => processesOf(dataDir).length === 1);
    child.kill(signal);
    await ended;
    await until("Trino is gone", () => processesOf(dataDir).length === 0);
  });
}

test("a port that is taken is told in a sentence, and nothing is left running", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => other.once("listening", done));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { child, dataDir, ended } = startMain(port);
  let said = "";
  child.stderr?.on("data", (text) => {
    said += text;
  });
  assert.equal(await ended, 1);
  assert.match(said, new RegExp(`^Port ${port} is taken by another program\\. .*another port.*\n$`));
  assert.deepEqual(processesOf(dataDir), []);
  other.close();
});

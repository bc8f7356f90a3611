import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateJobCommand } from "@aws-sdk/client-glue";
import { startGlueProcess } from "../../testing/glue-process";
import { startGlueServer } from "../../testing/glue-server";
import { startRun, until, waitForRun } from "../../testing/job-runs";

// The embedded AWS is killed with SIGKILL while a job starts, runs, and ends.

/** Has a child, and says in a file of its own that it came to its end. */
const source = `
import os, subprocess, sys, time
subprocess.Popen(["sleep", "1000"])
time.sleep(0.2)
open(sys.argv[sys.argv.index("--done") + 1], "w").close()
time.sleep(0.1)
`;

/** The same numbers from 0 to 1 in every run of the test. */
function* random(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

/** Ids of the processes that work in a folder. */
function processesIn(folder: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

async function killAfter(command: string, milliseconds: number, seen: Set<string>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "glue-killed-"));
  const done = join(dataDir, "done");
  const { process: victim, glue } = await startGlueProcess(dataDir);
  const later = await startGlueServer(dataDir);
  try {
    later.put("lab", "scripts/job.py", source);
    const Command = { Name: command, ScriptLocation: "s3://lab/scripts/job.py" };
    await glue.send(new CreateJobCommand({ Name: "job", Role: "role", Command }));
    const id = await startRun(glue, "job", { "--done": done });
    await sleep(milliseconds);
    seen.add(processesIn(dataDir).length === 0 ? "without processes" : "with processes");
    const gone = new Promise((resolve) => victim.once("exit", resolve));
    victim.kill("SIGKILL");
    await gone;
    await until(`after ${milliseconds} ms no process is left`, () => processesIn(dataDir).length === 0);
    const run = await waitForRun(later.glue, "job", id);
    seen.add(run.JobRunState ?? "");
    if (run.JobRunState === "SUCCEEDED") {
      assert.ok(existsSync(done), `after ${milliseconds} ms: SUCCEEDED, but the script did not end`);
    } else {
      assert.equal(run.JobRunState, "FAILED");
      assert.match(run.ErrorMessage ?? "", /embedded AWS ended/);
    }
  } finally {
    victim.kill("SIGKILL");
    glue.destroy();
    await later.close();
  }
}

test("killed at random moments of a Python shell job: no orphan, no false SUCCEEDED", async () => {
  const moments = random(7);
  const seen = new Set<string>();
  await killAfter("pythonshell", 0, seen);
  for (let round = 0; round < 8; round += 1) {
    await killAfter("pythonshell", moments.next().value * 600, seen);
  }
  await killAfter("pythonshell", 3000, seen);
  assert.deepEqual([...seen].sort(), ["FAILED", "SUCCEEDED", "with processes", "without processes"]);
});

test("killed at random moments of a Spark job: no orphan, no false SUCCEEDED", async () => {
  const moments = random(11);
  const seen = new Set<string>();
  for (let round = 0; round < 5; round += 1) {
    await killAfter("glueetl", moments.next().value * 5000, seen);
  }
  assert.ok(seen.has("with processes") && seen.has("FAILED"));
});

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { BatchStopJobRunCommand } from "@aws-sdk/client-glue";
import { isRunning } from "../../../../processes/process-state";
import { startGlueProcess } from "../../testing/glue-process";
import { type GlueServer, startGlueServer } from "../../testing/glue-server";
import { createPythonShellJob, startRun, until, waitForRun } from "../../testing/job-runs";
import { logMessages } from "../../testing/log-messages";

// A run ends with its script, and what it left is ended with it, however it hid.

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

/** Starts daemons that leave the process group, each in another way, and writes down who they are. */
const daemons = `
import os, subprocess, sys, tempfile, time
folder = sys.argv[sys.argv.index("--folder") + 1]
def note(name, pid):
    with open(os.path.join(folder, name), "w") as file:
        file.write(str(pid))
note("setsid", subprocess.Popen(["setsid", "sleep", "1000"]).pid)
note("bare", subprocess.Popen(["env", "-i", "/bin/sleep", "1000"], cwd="/", start_new_session=True).pid)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        note("forked", os.getpid())
        os.closerange(0, 3)
        while True:
            time.sleep(1000)
    os._exit(0)
os.wait()
with open(os.path.join(tempfile.gettempdir(), "left"), "w"):
    note("temporary", tempfile.gettempdir())
while not os.path.exists(os.path.join(folder, "forked")):
    time.sleep(0.01)
note("all", os.getpid())
`;
const names = ["setsid", "bare", "forked"];

const read = (folder: string, name: string): string => readFileSync(join(folder, name), "utf8");
const makeFolder = (): string => mkdtempSync(join(tmpdir(), "glue-daemons-"));

function isAllGone(folder: string): boolean {
  return !names.some((name) => isRunning(Number(read(folder, name)))) && !existsSync(read(folder, "temporary"));
}

test("a run ends with its script: daemons hold it open in no way, and end with it", async () => {
  await createPythonShellJob(server, "leaves-daemons", `${daemons}print("to the last line")\n`);
  const folder = makeFolder();
  const id = await startRun(server.glue, "leaves-daemons", { "--folder": folder });
  const run = await waitForRun(server.glue, "leaves-daemons", id);
  assert.deepEqual([run.JobRunState, run.ErrorMessage], ["SUCCEEDED", undefined]);
  assert.ok(isAllGone(folder));
  assert.match(read(folder, "temporary"), /glue-job-/);
  assert.deepEqual(await logMessages(server.logs, "/aws-glue/python-jobs/output", id), ["to the last line"]);
});

test("a stopped run is STOPPED when its daemons are gone", async () => {
  await createPythonShellJob(server, "endless", `${daemons}time.sleep(1000)\n`);
  const folder = makeFolder();
  const id = await startRun(server.glue, "endless", { "--folder": folder });
  await until("the daemons run", () => existsSync(join(folder, "all")));
  await server.glue.send(new BatchStopJobRunCommand({ JobName: "endless", JobRunIds: [id] }));
  const run = await waitForRun(server.glue, "endless", id);
  assert.equal(run.JobRunState, "STOPPED");
  assert.ok(isAllGone(folder));
});

test("daemons end when the embedded AWS is killed", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "glue-daemons-"));
  const { process: victim, glue } = await startGlueProcess(dataDir);
  const later = await startGlueServer(dataDir);
  try {
    await createPythonShellJob({ glue, put: later.put }, "endless", `${daemons}time.sleep(1000)\n`);
    const folder = makeFolder();
    await startRun(glue, "endless", { "--folder": folder });
    await until("the daemons run", () => existsSync(join(folder, "all")));
    victim.kill("SIGKILL");
    await until("they are gone", () => isAllGone(folder));
  } finally {
    victim.kill("SIGKILL");
    glue.destroy();
    await later.close();
  }
});

test("a script that kills what guards it takes its own processes with it", async () => {
  const source = `${daemons}import signal\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(1000)\n`;
  await createPythonShellJob(server, "hostile", source);
  const folder = makeFolder();
  const id = await startRun(server.glue, "hostile", { "--folder": folder });
  const run = await waitForRun(server.glue, "hostile", id);
  assert.deepEqual([run.JobRunState, run.ErrorMessage], ["FAILED", "Command failed: SIGKILL"]);
  await until("what has the run's environment is gone", () =>
    ["setsid", "forked", "all"].every((name) => !isRunning(Number(read(folder, name)))),
  );
  assert.equal(existsSync(read(folder, "temporary")), false);
  // of an environment of its own, and an orphan of nobody: the one that gets away
  process.kill(Number(read(folder, "bare")), "SIGKILL");
});

test("a job that forks without end is ended, and all its processes", async () => {
  const source = `
import os, sys, time
folder = sys.argv[sys.argv.index("--folder") + 1]
for number in range(2500):
    if os.fork() == 0:
        if number == 1000:
            open(os.path.join(folder, "one"), "w").write(str(os.getpid()))
        os.setsid()
        time.sleep(1000)
time.sleep(1000)
`;
  await createPythonShellJob(server, "forks", source);
  const folder = makeFolder();
  const id = await startRun(server.glue, "forks", { "--folder": folder });
  const run = await waitForRun(server.glue, "forks", id);
  assert.equal(run.JobRunState, "FAILED");
  // root's number of processes is only counted; anyone else's fork fails
  const messages = ["The job was ended: it had more than 2000 processes at once.", "Command failed with exit code 1"];
  assert.ok(messages.includes(run.ErrorMessage ?? ""), run.ErrorMessage);
  assert.equal(isRunning(Number(read(folder, "one"))), false);
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CreateJobCommand } from "@aws-sdk/client-glue";
import { startGlueProcess } from "../../testing/glue-process";
import { startRun, waitForRun } from "../../testing/job-runs";

/** Fills the disk, says so, and goes on for a while; with an argument it ends at once. */
const source = `
import os, sys, time
if "--quick" in sys.argv:
    sys.exit(0)
big = "DATA/s3/lab/big"
try:
    with open(big, "wb") as file:
        while True:
            file.write(b"x" * 65536)
            file.flush()
except OSError:
    pass
for number in range(300):
    print("line", number, flush=True)
    time.sleep(0.002)
os.remove(big)
sys.exit(3)
`;

test("a job that fills the disk ends as its script does, and the next one runs", async (context) => {
  const dataDir = mkdtempSync(join(tmpdir(), "glue-full-"));
  // the script is written inside: nobody else sees what is mounted there
  const script = source.replace("DATA", dataDir).replaceAll("\n", "\\n");
  const mount = `mount -t tmpfs -o size=16m none "$0" && mkdir -p "$0/s3/lab" && printf %b '${script}' > "$0/s3/lab/job.py" && exec "$@"`;
  const small = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, dataDir];
  if (spawnSync("unshare", [...small.slice(1), "true"]).status !== 0) {
    console.warn("NOT TESTED: jobs that fill the disk, as this system lets nobody mount a small one.");
    context.skip("no mount namespaces here");
    return;
  }
  const { process: server, glue } = await startGlueProcess(dataDir, small);
  try {
    const Command = { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: "s3://lab/job.py" };
    await glue.send(new CreateJobCommand({ Name: "fills", Role: "role", Command }));
    const run = await waitForRun(glue, "fills", await startRun(glue, "fills"));
    assert.deepEqual([run.JobRunState, run.ErrorMessage], ["FAILED", "Command failed with exit code 3"]);
    const next = await waitForRun(glue, "fills", await startRun(glue, "fills", { "--quick": "" }));
    assert.deepEqual([next.JobRunState, next.ErrorMessage], ["SUCCEEDED", undefined]);
    assert.equal(server.exitCode, null);
  } finally {
    glue.destroy();
    server.kill("SIGKILL");
    await once(server, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  }
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchStopJobRunCommand,
  CreateConnectionCommand,
  CreateJobCommand,
  GetJobCommand,
  GetJobRunsCommand,
  type JobRun,
} from "@aws-sdk/client-glue";
import { isRunning } from "../../../processes/process-state";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { createPythonShellJob, startRun, until, waitForRun } from "../testing/job-runs";
import { logMessages } from "../testing/log-messages";
import { wheel } from "../testing/wheel";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

const runToEnd = async (name: string, args?: Record<string, string>): Promise<JobRun> =>
  waitForRun(server.glue, name, await startRun(server.glue, name, args));

const log = async (kind: "output" | "error", id: string | undefined): Promise<string> =>
  (await logMessages(server.logs, `/aws-glue/python-jobs/${kind}`, id ?? "")).join("\n");

test("a Python shell script gets its arguments and writes its logs; it is no Spark", async () => {
  const source = `
import os, sys
from awsglue.utils import getResolvedOptions
from doubling import doubled
print("ARGV", sys.argv[1:])
print("OPTION", getResolvedOptions(sys.argv, ["threshold"])["threshold"], doubled(21))
print("SPARK" in os.environ.get("SPARK_HOME", ""), os.environ["AWS_REGION"])
print("to the error log", file=sys.stderr)
sys.exit(0)
`;
  server.put("lab", "lib/doubling.py", "def doubled(n):\n    return 2 * n\n");
  const DefaultArguments = { "--threshold": "1", "--extra-py-files": "s3://lab/lib/doubling.py" };
  const NotificationProperty = { NotifyDelayAfter: 5 };
  await createPythonShellJob(server, "good", source, { DefaultArguments, NotificationProperty });
  const { Job: job } = await server.glue.send(new GetJobCommand({ JobName: "good" }));
  assert.deepEqual([job?.MaxCapacity, job?.WorkerType, job?.Timeout], [0.0625, undefined, 2880]);
  const run = await runToEnd("good", { "--threshold": "2" });
  assert.deepEqual([run.JobRunState, run.ErrorMessage], ["SUCCEEDED", undefined]);
  assert.equal(run.LogGroupName, "/aws-glue/python-jobs");
  assert.equal(run.MaxCapacity, 0.0625);
  assert.deepEqual(run.NotificationProperty, NotificationProperty);
  assert.equal(run.DPUSeconds, 0.0625 * (run.ExecutionTime ?? 0));
  const output = await log("output", run.Id);
  assert.match(output, /^OPTION 2 42$/m);
  assert.match(output, /^False us-east-1$/m);
  assert.match(output, /'--scriptLocation', 's3:\/\/lab\/scripts\/good\.py'/);
  assert.doesNotMatch(output, /JOB_NAME/);
  assert.equal(await log("error", run.Id), "to the error log");
});

for (const [name, source, message, inLog] of [
  ["raises", "raise ValueError('too wide')\n", "Command failed with exit code 1", /^ValueError: too wide$/m],
  ["exits", "import sys\nsys.exit(3)\n", "Command failed with exit code 3", /^$/],
  ["has-a-syntax-error", "x = (1,\n", "Command failed with exit code 1", /^SyntaxError: /m],
  ["is-killed", "import os\nos.kill(os.getpid(), 9)\n", "Command failed: SIGKILL", /^$/],
] as const) {
  test(`a script that ${name} fails`, async () => {
    await createPythonShellJob(server, name, source);
    const run = await runToEnd(name);
    assert.deepEqual([run.JobRunState, run.ErrorMessage], ["FAILED", message]);
    assert.match(await log("error", run.Id), inLog);
  });
}

test("what a script started ends with it, and does not hold the run open", async () => {
  const source = `
import subprocess
child = subprocess.Popen(["sleep", "1000"])
print("CHILD", child.pid)
`;
  await createPythonShellJob(server, "leaves-a-child", source);
  const run = await runToEnd("leaves-a-child");
  assert.equal(run.JobRunState, "SUCCEEDED");
  const pid = Number(/CHILD (\d+)/.exec(await log("output", run.Id))?.[1]);
  assert.ok(pid > 1);
  await until("the child is gone", () => !isRunning(pid));
});

test("a run is stopped with all that it started", async () => {
  const source = `
import os, subprocess, time
child = subprocess.Popen(["sleep", "1000"])
print("PIDS", os.getpid(), child.pid, flush=True)
time.sleep(1000)
`;
  await createPythonShellJob(server, "endless", source, { MaxCapacity: 1 });
  const id = await startRun(server.glue, "endless");
  await until("it runs", async () => (await log("output", id)).includes("PIDS"));
  await server.glue.send(new BatchStopJobRunCommand({ JobName: "endless", JobRunIds: [id] }));
  const run = await waitForRun(server.glue, "endless", id);
  assert.deepEqual([run.JobRunState, run.ErrorMessage, run.MaxCapacity], ["STOPPED", undefined, 1]);
  const pids = (await log("output", id)).match(/\d+/g)?.map(Number) ?? [];
  assert.equal(pids.length, 2);
  await until("both are gone", () => !pids.some(isRunning));
});

test("a failed run is not tried again once the embedded AWS is being stopped", async () => {
  await createPythonShellJob(server, "retried", "raise ValueError('no')\n", { MaxRetries: 10 });
  const id = await startRun(server.glue, "retried");
  await waitForRun(server.glue, "retried", id);
  await server.restart();
  const attempts = async () =>
    (await server.glue.send(new GetJobRunsCommand({ JobName: "retried" }))).JobRuns?.length ?? 0;
  const before = await attempts();
  assert.ok(before >= 2 && before < 11);
  await sleep(500);
  await server.restart();
  assert.equal(await attempts(), before);
});

test("a job keeps its connections, which have to be there when it runs", async () => {
  const Connections = { Connections: ["shop"] };
  await createPythonShellJob(server, "connected", "print('RUNS')\n", { Connections });
  const { Job: job } = await server.glue.send(new GetJobCommand({ JobName: "connected" }));
  assert.deepEqual(job?.Connections, Connections);
  const without = await runToEnd("connected");
  assert.equal(without.JobRunState, "FAILED");
  assert.match(without.ErrorMessage ?? "", /^LAUNCH ERROR \| There is no connection shop/);
  const ConnectionInput = { Name: "shop", ConnectionType: "NETWORK" as const, ConnectionProperties: {} };
  await server.glue.send(new CreateConnectionCommand({ ConnectionInput }));
  assert.equal((await runToEnd("connected")).JobRunState, "SUCCEEDED");
  const empty = createPythonShellJob(server, "unconnected", "", { Connections: { Connections: [] } });
  await assert.rejects(empty, {
    name: "InvalidInputException",
    message: "Connections list should not be null or empty.",
  });
});

test("--additional-python-modules are installed for the run alone", async () => {
  server.put("lab", "wheels/labmod-1.0-py3-none-any.whl", wheel("labmod", "1.0", "ANSWER = 42\n"));
  const args = {
    "--additional-python-modules": "s3://lab/wheels/labmod-1.0-py3-none-any.whl",
    "--python-modules-installer-option": "--no-index",
  };
  await createPythonShellJob(server, "with-module", "import labmod\nprint('MODULE', labmod.ANSWER)\n");
  const run = await runToEnd("with-module", args);
  assert.deepEqual([run.JobRunState, run.ErrorMessage], ["SUCCEEDED", undefined]);
  assert.match(await log("output", run.Id), /MODULE 42/);
  assert.equal((await runToEnd("with-module")).JobRunState, "FAILED");
  const missing = await runToEnd("with-module", { ...args, "--additional-python-modules": "no-such-module" });
  assert.equal(missing.JobRunState, "FAILED");
  assert.match(missing.ErrorMessage ?? "", /LAUNCH ERROR \| pip could not install --no-index no-such-module/);
  assert.match(await log("error", missing.Id), /No matching distribution/);
});

test("what a Python shell job cannot have is refused", async () => {
  const Command = { Name: "pythonshell", ScriptLocation: "s3://lab/x.py" };
  const job = { Name: "refused", Role: "role", Command };
  const cases = [
    [{ WorkerType: "G.1X", NumberOfWorkers: 2 }, /Worker Type is not supported for Job Command pythonshell/],
    [{ NotificationProperty: { NotifyDelayAfter: 10_081 } }, /NotifyDelayAfter/],
    [{ MaxCapacity: 2 }, /0\.0625 or 1/],
  ] as const;
  for (const [more, message] of cases) {
    const create = new CreateJobCommand({ ...job, ...more });
    await assert.rejects(server.glue.send(create), { name: "InvalidInputException", message });
  }
  const old = new CreateJobCommand({ ...job, Command: { ...Command, PythonVersion: "3.6" } });
  await assert.rejects(server.glue.send(old), { name: "ValidationException", message: /pattern: \^\(\[2-3\]/ });
});

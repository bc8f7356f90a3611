import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchStopJobRunCommand,
  CreateJobCommand,
  type CreateJobRequest,
  DeleteJobCommand,
  GetJobCommand,
  GetJobRunCommand,
  GetJobRunsCommand,
  type JobRun,
  ListJobsCommand,
  StartJobRunCommand,
  UpdateJobCommand,
} from "@aws-sdk/client-glue";
import { isRunning } from "../../../processes/process-state";
import { LogStore } from "../../logs/log-store";
import { startGlueProcess } from "../testing/glue-process";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { logMessages } from "../testing/log-messages";
import { wheel, zip } from "../testing/wheel";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
  server.put("lab", "scripts/.keep", "");
});
after(() => server.close());

const script = (name: string): string => `s3://lab/scripts/${name}.py`;

async function createJob(
  name: string,
  source: string | undefined,
  more: Partial<CreateJobRequest> = {},
): Promise<void> {
  if (source !== undefined) {
    server.put("lab", `scripts/${name}.py`, source);
  }
  const Command = { Name: "glueetl", ScriptLocation: script(name) };
  const sized = { GlueVersion: "6.0", WorkerType: "G.1X", NumberOfWorkers: 2 } as const;
  await server.glue.send(new CreateJobCommand({ Name: name, Role: "role", Command, ...sized, ...more }));
}

async function startRun(name: string, args: Record<string, string> = {}): Promise<string> {
  const { JobRunId } = await server.glue.send(new StartJobRunCommand({ JobName: name, Arguments: args }));
  assert.match(JobRunId ?? "", /^jr_[0-9a-f]{64}$/);
  return JobRunId ?? "";
}

async function waitFor(name: string, id: string, states: string[], glue = server.glue): Promise<JobRun> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const { JobRun: run = {} } = await glue.send(new GetJobRunCommand({ JobName: name, RunId: id }));
    if (states.includes(run.JobRunState ?? "")) {
      return run;
    }
    await sleep(100);
  }
  throw new Error(`Run ${id} of ${name} did not become ${states}.`);
}

const ended = ["SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT"];
const runToEnd = async (name: string, args?: Record<string, string>): Promise<JobRun> =>
  waitFor(name, await startRun(name, args), ended);

const logLines = async (kind: "output" | "error", id: string): Promise<string> =>
  (await logMessages(new LogStore(server.dataDir), `/aws-glue/jobs/${kind}`, id)).join("\n");

let timeoutRun: Promise<JobRun>;

test("a run that exceeds its timeout is started (and looked at in the last test)", async () => {
  await createJob("too-long", "import time\nprint('sleeping', flush=True)\ntime.sleep(1000)\n", { Timeout: 1 });
  const id = await startRun("too-long");
  timeoutRun = waitFor("too-long", id, ended);
});

test("a script really runs on Spark: arguments, S3 both ways, logs, figures", async () => {
  server.put("lab", "raw/parts.csv", "part_id,x\n1,2.5\n2,3.5\n");
  server.put("lab", "wheels/labmod-1.0-py3-none-any.whl", wheel("labmod", "1.0", "ANSWER = 42\n"));
  server.put("lab", "wheels/resources.jar", zip({ "rules.txt": "none" }));
  server.put("lab", "scripts/lib/doubling.py", "def doubled(n):\n    return 2 * n\n");
  const source = `
import os, sys
from pyspark.sql import SparkSession
from doubling import doubled
print("ARGV", sys.argv[1:])
print("ENDPOINT", os.environ["AWS_ENDPOINT_URL"], os.environ["AWS_REGION"])
spark = SparkSession.builder.getOrCreate()
frame = spark.read.csv("s3://lab/raw/", header=True, inferSchema=True)
print("ROWS", doubled(frame.count()))
print("JAR", spark._jvm.java.lang.Thread.currentThread().getContextClassLoader().getResource("rules.txt") is not None)
print("FILE", open("parts.csv").readline().strip())
import labmod
print("MODULE", labmod.ANSWER, spark.sparkContext.master)
print("TEMPORARY", __import__("tempfile").gettempdir(), spark._jvm.java.lang.System.getProperty("java.io.tmpdir"))
print("ANSI", spark.conf.get("spark.sql.ansi.enabled"))
print("CONF", spark.conf.get("spark.sql.shuffle.partitions"), spark.conf.get("spark.lab.word"))
frame.write.mode("overwrite").parquet("s3://lab/out/")
sys.exit(0)
`;
  await createJob("good", source, {
    DefaultArguments: {
      "--threshold": "1",
      "--kept": "yes",
      "--job-language": "python",
      "--enable-metrics": "true",
      "--extra-py-files": "s3://lab/scripts/lib/doubling.py",
      "--extra-jars": "s3://lab/wheels/resources.jar",
      "--extra-files": "s3://lab/raw/parts.csv",
      "--additional-python-modules": "s3://lab/wheels/labmod-1.0-py3-none-any.whl",
      "--python-modules-installer-option": "--no-index",
      "--conf": "spark.sql.shuffle.partitions=7 --conf spark.lab.word=a b",
    },
  });
  const id = await startRun("good", { "--threshold": "2" });
  const { JobRun: first } = await server.glue.send(new GetJobRunCommand({ JobName: "good", RunId: id }));
  assert.ok(["STARTING", "RUNNING"].includes(first?.JobRunState ?? ""));
  const run = await waitFor("good", id, ended);
  assert.equal(run.ErrorMessage, undefined);
  assert.equal(run.JobRunState, "SUCCEEDED");
  const output = await logLines("output", id);
  assert.match(output, /'--JOB_NAME', 'good', '--JOB_RUN_ID', 'jr_/);
  assert.match(output, /'--threshold', '2'/);
  assert.match(output, /'--kept', 'yes'/);
  assert.ok(output.includes(`ENDPOINT ${server.endpoint} us-east-1`));
  assert.match(output, /ROWS 4/);
  assert.match(output, /CONF 7 a b/);
  assert.match(output, /ANSI true/);
  const [, temporary = "", ofJava] = /TEMPORARY (\S*glue-job-\S+) (\S+)/.exec(output) ?? [];
  assert.equal(ofJava, temporary);
  assert.equal(existsSync(temporary), false);
  assert.match(output, /JAR True\nFILE part_id,x\n/);
  // of two workers with four cores each, one is the driver
  assert.ok(output.includes(`MODULE 42 local[${Math.min(4, availableParallelism())}]`));
  assert.ok(readdirSync(join(server.dataDir, "s3/lab/out")).some((name) => name.endsWith(".parquet")));
  assert.equal(run.MaxCapacity, 2);
  assert.equal(run.DPUSeconds, 2 * (run.ExecutionTime ?? 0));
  const seconds = ((run.CompletedOn?.getTime() ?? 0) - (run.StartedOn?.getTime() ?? 0)) / 1000;
  assert.ok(Math.abs(seconds - (run.ExecutionTime ?? 0)) <= 1);
  assert.equal(existsSync(join(server.dataDir, "glue/work", id)), false);
});

const failures: readonly [name: string, source: string, message: RegExp][] = [
  [
    "value-error",
    "def f():\n    raise ValueError('column width is missing')\nf()\n",
    /^ValueError: column width is missing$/,
  ],
  ["system-exit", "import sys\nsys.exit(1)\n", /^SystemExit: 1$/],
  ["exit-code", "import sys\nsys.exit(3)\n", /^SystemExit: 3$/],
  ["syntax-error", "print('never printed')\nx = (1,\n", /^SyntaxError: /],
  [
    "chained",
    "try:\n    int('x')\nexcept ValueError as error:\n    raise RuntimeError('cannot go on') from error\n",
    /^RuntimeError: cannot go on$/,
  ],
  [
    "analysis",
    "from pyspark.sql import SparkSession\nSparkSession.builder.getOrCreate().read.csv('s3://lab/nothing/').show()\n",
    /^AnalysisException: \[PATH_NOT_FOUND\].*s3:\/\/lab\/nothing/,
  ],
  [
    "out-of-memory",
    "from pyspark.sql import SparkSession\n" +
      "frame = SparkSession.builder.getOrCreate().range(1)\n" +
      "frame.selectExpr(\"repeat('x', cast(id as int) + 2000000000)\").collect()\n",
    /^Command failed due to Out of Memory/,
  ],
  ["killed", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n", /SIGKILL/],
];
for (const [name, source, message] of failures) {
  test(`a failing script: ${name}`, async () => {
    await createJob(name, source);
    const run = await runToEnd(name);
    assert.equal(run.JobRunState, "FAILED");
    assert.match(run.ErrorMessage ?? "", message);
  });
}

test("a script that is not in S3 fails the run with a message", async () => {
  await createJob("no-script", undefined);
  const run = await runToEnd("no-script");
  assert.equal(run.JobRunState, "FAILED");
  assert.match(run.ErrorMessage ?? "", /LAUNCH ERROR.*s3:\/\/lab\/scripts\/no-script\.py/);
});

test("MaxRetries starts a failed run again as a further attempt", async () => {
  await createJob("retried", "raise KeyError('x')\n", { MaxRetries: 1 });
  const id = await startRun("retried");
  await waitFor("retried", id, ["FAILED"]);
  const again = await waitFor("retried", `${id}_attempt_1`, ["FAILED"]);
  assert.equal(again.Attempt, 1);
  assert.equal(again.PreviousRunId, id);
  const { JobRuns = [] } = await server.glue.send(new GetJobRunsCommand({ JobName: "retried" }));
  assert.deepEqual(
    JobRuns.map((run) => run.Id),
    [`${id}_attempt_1`, id],
  );
});

/** Has a child, and is in the middle of writing a Parquet file. */
const writesForEver = (dataDir: string): string => `
import os, subprocess, threading, time
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
child = subprocess.Popen(["sleep", "1000"])
def slow(rows):
    time.sleep(1000)
    return rows
rows = spark.sparkContext.parallelize([(1,)], 1).mapPartitions(slow)
write = spark.createDataFrame(rows, "n int").write.parquet
threading.Thread(target=write, args=["s3://lab/jobout/deep/"], daemon=True).start()
while not os.path.isdir("${dataDir}/s3/lab/jobout/deep/_temporary/0/_temporary"):
    time.sleep(0.1)
print("PIDS", os.getpid(), os.getppid(), child.pid, flush=True)
time.sleep(1000)
`;

test("BatchStopJobRun ends the JVM and its children; one run more than allowed is refused", async () => {
  const source = writesForEver(server.dataDir);
  await createJob("endless", source);
  const id = await startRun("endless");
  await assert.rejects(startRun("endless"), {
    name: "ConcurrentRunsExceededException",
    message: "Concurrent runs exceeded for endless",
  });
  const pids = await untilPids(() => logLines("output", id));
  const stop = new BatchStopJobRunCommand({ JobName: "endless", JobRunIds: [id, "jr_none"] });
  const { SuccessfulSubmissions, Errors } = await server.glue.send(stop);
  assert.deepEqual(SuccessfulSubmissions, [{ JobName: "endless", JobRunId: id }]);
  assert.equal(Errors?.[0]?.ErrorDetail?.ErrorCode, "EntityNotFoundException");
  const run = await waitFor("endless", id, ended);
  assert.equal(run.JobRunState, "STOPPED");
  assert.equal(run.ErrorMessage, undefined);
  await untilDead(pids);
  assert.equal(existsSync(join(server.dataDir, "s3/lab/jobout")), false, "what was not committed is gone");
  const { Errors: again } = await server.glue.send(stop);
  assert.match(again?.[0]?.ErrorDetail?.ErrorMessage ?? "", /STOPPED/);
});

test("a run whose embedded AWS was killed has failed, and its JVM is gone", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "glue-killed-"));
  const { process: other, glue } = await startGlueProcess(dataDir);
  const own = server;
  server = { ...own, glue, dataDir };
  try {
    const source = writesForEver(dataDir);
    const copy = await startGlueServer(dataDir);
    t.after(() => copy.close());
    copy.put("lab", "scripts/orphan.py", source);
    await createJob("orphan", undefined);
    const id = await startRun("orphan");
    const pids = await untilPids(() => logLines("output", id));
    other.kill("SIGKILL");
    await untilDead(pids);
    await copy.restart();
    assert.equal(existsSync(join(dataDir, "s3/lab/jobout")), false, "what was not committed is gone");
    const run = await waitFor("orphan", id, ended, copy.glue);
    assert.equal(run.JobRunState, "FAILED");
    assert.match(run.ErrorMessage ?? "", /embedded AWS ended/);
  } finally {
    server = own;
    other.kill("SIGKILL");
    glue.destroy();
  }
});

test("a run whose embedded AWS is stopped has failed, and its JVM is gone", async () => {
  const other = mkdtempSync(join(tmpdir(), "glue-stopped-"));
  const own = server;
  server = await startGlueServer(other);
  try {
    server.put(
      "lab",
      "scripts/stopped.py",
      "import os, time\nprint('PIDS', os.getpid(), flush=True)\ntime.sleep(1000)\n",
    );
    await createJob("stopped", undefined);
    const id = await startRun("stopped");
    const pids = await untilPids(() => logLines("output", id));
    await server.restart();
    await untilDead(pids);
    const run = await waitFor("stopped", id, ended);
    assert.equal(run.JobRunState, "FAILED");
    assert.match(run.ErrorMessage ?? "", /embedded AWS was stopped/);
  } finally {
    await server.close();
    server = own;
  }
});

test("what cannot be run is refused with its reason", async () => {
  const Command = { Name: "glueetl", ScriptLocation: script("x") };
  const refused: [Partial<CreateJobRequest>, RegExp][] = [
    [{ GlueVersion: "4.0" }, /Glue version 4\.0 is not supported/],
    [{ Command: { Name: "glueray", ScriptLocation: script("x") } }, /job command glueray/],
    [{ Command: { Name: "glueetl", ScriptLocation: "/tmp/x.py" } }, /not the address of an object/],
    [{ DefaultArguments: { "--datalake-formats": "iceberg,hudi" } }, /--datalake-formats hudi/],
    [{ DefaultArguments: { "--conf": "spark.master=yarn" } }, /spark\.master/],
    [{ DefaultArguments: { "--conf": "spark.a=1 --conf b" } }, /name=value/],
    [{ DefaultArguments: { "--job-bookmark-option": "yes" } }, /--job-bookmark-option must be one of/],
    [{ WorkerType: "G.1X", MaxCapacity: 3 }, /Max Capacity/],
    [{ NumberOfWorkers: 1 }, /NumberOfWorkers/],
    [{ Timeout: 10_081 }, /Timeout/],
  ];
  for (const [more, message] of refused) {
    const create = new CreateJobCommand({ Name: "refused", Role: "role", Command, ...more });
    await assert.rejects(server.glue.send(create), { name: "InvalidInputException", message });
  }
  const never = new CreateJobCommand({ Name: "refused", Role: "role", Command, Timeout: 0 });
  await assert.rejects(server.glue.send(never), { name: "ValidationException", message: /Value '0' at 'timeout'/ });
  await assert.rejects(server.glue.send(new StartJobRunCommand({ JobName: "refused" })), {
    name: "EntityNotFoundException",
    message: "Failed to start job run due to missing metadata.",
  });
  await createJob("strict", "");
  await assert.rejects(startRun("strict", { "--user-jars-first": "true" }), {
    name: "InvalidInputException",
  });
});

test("definitions: defaults, update, list by tag, delete", async () => {
  await createJob("defined", "", { Tags: { team: "quality" }, NumberOfWorkers: 3, WorkerType: "G.2X" });
  await assert.rejects(createJob("defined", ""), { name: "AlreadyExistsException" });
  const { Job: job } = await server.glue.send(new GetJobCommand({ JobName: "defined" }));
  assert.equal(job?.MaxCapacity, 6);
  assert.equal(job?.ExecutionProperty?.MaxConcurrentRuns, 1);
  assert.equal(job?.Timeout, 480);
  assert.equal(job?.Command?.PythonVersion, "3");
  assert.ok(job?.CreatedOn instanceof Date);
  const JobUpdate = { Role: "other", Command: job?.Command, GlueVersion: "5.1" };
  await server.glue.send(new UpdateJobCommand({ JobName: "defined", JobUpdate }));
  const { Job: updated } = await server.glue.send(new GetJobCommand({ JobName: "defined" }));
  assert.deepEqual([updated?.Role, updated?.GlueVersion, updated?.NumberOfWorkers], ["other", "5.1", 10]);
  const tagged = await server.glue.send(new ListJobsCommand({ Tags: { team: "quality" } }));
  assert.deepEqual(tagged.JobNames, ["defined"]);
  await server.glue.send(new DeleteJobCommand({ JobName: "defined" }));
  await assert.rejects(server.glue.send(new GetJobCommand({ JobName: "defined" })), {
    name: "EntityNotFoundException",
  });
  await server.glue.send(new DeleteJobCommand({ JobName: "defined" }));
});

test("the timeout really ended the run", async () => {
  const run = await timeoutRun;
  assert.equal(run.JobRunState, "TIMEOUT");
  assert.match(run.ErrorMessage ?? "", /timeout of 1 minute/);
  assert.ok((run.ExecutionTime ?? 0) >= 60 && (run.ExecutionTime ?? 0) < 70);
});

async function untilPids(log: () => Promise<string>): Promise<number[]> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = /PIDS ([\d ]+)/.exec(await log())?.[1];
    if (found !== undefined) {
      return found.trim().split(" ").map(Number);
    }
    await sleep(100);
  }
  throw new Error("The script printed no process ids.");
}

async function untilDead(pids: readonly number[]): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (!pids.some(isRunning)) {
      return;
    }
    await sleep(100);
  }
  assert.fail(`Still alive: ${pids.filter(isRunning)}`);
}

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateJobCommand,
  type CreateJobRequest,
  CreateJobRequest$,
  GetJobCommand,
  JobUpdate$,
  StartJobRunCommand,
  type StartJobRunRequest,
  StartJobRunRequest$,
  UpdateJobCommand,
} from "@aws-sdk/client-glue";
import { projectRoot } from "../../../engines/installation";
import { type GlueServer, startGlueServer } from "../../testing/glue-server";
import { specialArguments, type Treatment } from "./special-arguments";

// No run comes to its script here: what Glue itself reads is refused, kept or obeyed before.

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
  server.put("lab", "job.py", "");
});
after(() => server.close());

/** As Glue's guide lists them, in three groups of what becomes of them here. */
const guide: Readonly<Record<Treatment["how"], readonly string[]>> = {
  obeyed: [
    "--datalake-formats",
    "--additional-python-modules",
    "--conf",
    "--custom-logGroup-prefix",
    "--custom-logStream-prefix",
    "--customer-driver-env-vars",
    "--customer-executor-env-vars",
    "--enable-glue-datacatalog",
    "--enable-metrics",
    "--enable-spark-ui",
    "--executor-cores",
    "--extra-files",
    "--extra-jars",
    "--extra-py-files",
    "--job-bookmark-option",
    "--job-language",
    "--python-modules-installer-option",
    "--scriptLocation",
    "--spark-event-logs-path",
    "--TempDir",
    "library-set",
  ],
  "no effect": [
    "--auto-scale-within-microbatch",
    "--continuous-log-conversionPattern",
    "--disable-proxy-v2",
    "--enable-auto-scaling",
    "--enable-continuous-cloudwatch-log",
    "--enable-continuous-log-filter",
    "--enable-job-insights",
    "--enable-observability-metrics",
    "--enable-rename-algorithm-v2",
    "--enable-s3-parquet-optimized-committer",
    "--use-postgres-driver",
  ],
  refused: [
    "--class",
    "--continuous-log-logGroup",
    "--continuous-log-logStreamPrefix",
    "--debug",
    "--enable-lakeformation-fine-grained-access",
    "--encryption-type",
    "--endpoint",
    "--job-bookmark-from",
    "--job-bookmark-to",
    "--JOB_NAME",
    "--mode",
    "--user-jars-first",
  ],
};

const Command = { Name: "glueetl", ScriptLocation: "s3://lab/job.py" };
const shell = { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: "s3://lab/job.py" };

async function create(name: string, more: Partial<CreateJobRequest> = {}): Promise<void> {
  await server.glue.send(new CreateJobCommand({ Name: name, Role: "role", Command, ...more }));
}

const start = (JobName: string, more: Partial<StartJobRunRequest>) =>
  server.glue.send(new StartJobRunCommand({ JobName, ...more }));

const invalid = (message: RegExp) => ({ name: "InvalidInputException", message });

test("every argument that the guide lists is obeyed, without effect and said so, or refused", async () => {
  for (const [how, names] of Object.entries(guide)) {
    const found = Object.keys(specialArguments).filter((name) => specialArguments[name]?.how === how);
    assert.deepEqual(found.sort(), [...names].sort(), how);
  }
  const readme = readFileSync(join(projectRoot, "local-aws", "README.md"), "utf8");
  for (const how of ["no effect", "refused"] as const) {
    const row = new RegExp(`^\\| ${how} \\| (.*) \\|`, "m").exec(readme)?.[1] ?? "";
    assert.deepEqual([...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort(), [...guide[how]].sort());
  }
});

test("a refused argument is refused when the job is made, changed and run; false asks for nothing", async () => {
  await create("plain");
  for (const name of guide.refused) {
    const refusal = invalid(new RegExp(`^The embedded AWS does not support the argument ${name}: `));
    for (const value of ["true", ""]) {
      const args = { [name]: value };
      await assert.rejects(create("refused", { DefaultArguments: args }), refusal);
      await assert.rejects(create("refused", { NonOverridableArguments: args }), refusal);
      await assert.rejects(start("plain", { Arguments: args }), refusal);
    }
    const JobUpdate = { Role: "role", Command, DefaultArguments: { [name]: "x" } };
    await assert.rejects(server.glue.send(new UpdateJobCommand({ JobName: "plain", JobUpdate })), refusal);
  }
  const flags = ["--enable-lakeformation-fine-grained-access", "--user-jars-first"];
  await create("off", { DefaultArguments: Object.fromEntries(flags.map((name) => [name, "false"])) });
});

test("what an argument says is checked before the job is made", async () => {
  const wrong: readonly [args: Record<string, string>, message: RegExp, command?: typeof shell][] = [
    [{ "--customer-driver-env-vars": 'CUSTOMER_A="x' }, /must be NAME=value/],
    [{ "--customer-executor-env-vars": "CUSTOMER_A=1,,B=2" }, /must be NAME=value/],
    [{ "--customer-executor-env-vars": "no pair" }, /must be NAME=value/],
    [{ "--custom-logGroup-prefix": "a:b" }, /--custom-logGroup-prefix must have at most 400/],
    [{ "--custom-logStream-prefix": "a".repeat(401) }, /--custom-logStream-prefix must have at most 400/],
    [{ "--scriptLocation": "/tmp/x.py" }, /not the address of an object/],
    [{ "--datalake-formats": "iceberg,delta" }, /does not support the argument --datalake-formats delta/],
    [{ "library-set": "all" }, /library-set must be one of analytics, none/],
    [{ "--own": "x".repeat(266_240) }, /at most 260 KB/],
    [{ own: "x" }, /must start with --/],
    [{ "--extra-files": "s3://lab/job.py" }, /--extra-files is not supported for Python shell jobs/, shell],
  ];
  for (const [DefaultArguments, message, Command = shell] of wrong) {
    await assert.rejects(create("wrong", { DefaultArguments, Command }), invalid(message));
  }
  await create("sized", { WorkerType: "G.1X", NumberOfWorkers: 2 });
  for (const cores of ["0", "9", "two"]) {
    const Arguments = { "--executor-cores": cores };
    await assert.rejects(start("sized", { Arguments }), invalid(/--executor-cores must be a whole number from 1 to 8/));
  }
});

test("every member of a job and of a run is kept, obeyed or refused", async () => {
  const kept: Partial<CreateJobRequest> = {
    Description: "what it is",
    LogUri: "s3://lab/logs/",
    JobMode: "NOTEBOOK",
    JobRunQueuingEnabled: false,
    ExecutionProperty: { MaxConcurrentRuns: 3 },
    DefaultArguments: { "--own": "1" },
    NonOverridableArguments: { "--fixed": "2" },
    MaxRetries: 2,
    Timeout: 7,
    NotificationProperty: { NotifyDelayAfter: 5 },
    GlueVersion: "5.1",
    WorkerType: "G.2X",
    NumberOfWorkers: 4,
    ExecutionClass: "FLEX",
    Connections: { Connections: ["postgres"] },
  };
  await create("kept", { ...kept, Tags: { team: "a" } });
  const { Job: job = {} } = await server.glue.send(new GetJobCommand({ JobName: "kept" }));
  for (const [name, value] of Object.entries(kept)) {
    assert.deepEqual(job[name as keyof typeof job], value, name);
  }
  const refused: Partial<CreateJobRequest> = {
    JobRunQueuingEnabled: true,
    Connections: { Connections: [] },
    SecurityConfiguration: "encrypted",
    CodeGenConfigurationNodes: { node: {} },
    SourceControlDetails: { Provider: "GITHUB" },
    MaintenanceWindow: "Sun:10",
    MaxCapacity: 2.5,
    AllocatedCapacity: 101,
    Command: { ...Command, Runtime: "Ray2.4" },
  };
  for (const [name, value] of Object.entries(refused)) {
    await assert.rejects(create("refused", { [name]: value }), { name: "InvalidInputException" }, name);
  }
  await assert.rejects(create("refused", { Command: shell, ExecutionClass: "FLEX" }), invalid(/FLEX is not supported/));
  const refusedOfRuns: Partial<StartJobRunRequest> = {
    JobRunQueuingEnabled: true,
    SecurityConfiguration: "encrypted",
    ExecutionRoleSessionPolicy: "{}",
    MaxCapacity: 2.5,
    AllocatedCapacity: 1,
    Timeout: 20_000,
    NotificationProperty: { NotifyDelayAfter: 20_000 },
    NumberOfWorkers: 1,
    WorkerType: "Z.2X",
  };
  for (const [name, value] of Object.entries(refusedOfRuns)) {
    await assert.rejects(start("kept", { [name]: value }), { name: "InvalidInputException" }, name);
  }
  // a member that an SDK brings later is in none of these
  const known = new Set([...Object.keys(kept), ...Object.keys(refused), "Name", "JobName", "Role", "Tags"]);
  const knownOfRuns = new Set([...Object.keys(refusedOfRuns), "JobName", "JobRunId", "Arguments", "ExecutionClass"]);
  assert.deepEqual(
    [...CreateJobRequest$[4], ...JobUpdate$[4]].filter((name) => !known.has(name)),
    [],
  );
  assert.deepEqual(
    StartJobRunRequest$[4].filter((name) => !knownOfRuns.has(name)),
    [],
  );
});

test("a job that names no version is of Glue 6.0; one whose Spark is too old is refused", async () => {
  await create("newest");
  const { Job: job } = await server.glue.send(new GetJobCommand({ JobName: "newest" }));
  assert.equal(job?.GlueVersion, "6.0");
  for (const version of ["4.0", "3.0", "2.0", "auto"]) {
    await assert.rejects(create("old", { GlueVersion: version }), invalid(/it runs 5\.0, 5\.1, 6\.0/));
  }
});

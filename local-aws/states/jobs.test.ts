import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateCrawlerCommand,
  CreateJobCommand,
  GetJobRunsCommand,
  GetTableCommand,
  GlueClient,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { StopExecutionCommand } from "@aws-sdk/client-sfn";
import { clientOptions } from "../testing/client-options";
import { roleArn, StatesLab } from "./testing/states-lab";

// Tasks that wait for Glue's jobs and crawlers and for Athena's queries: the engines' own work, as far as it is quick.

const lab = new StatesLab();
const Bucket = "jobs-bucket";
let glue: GlueClient;

before(async () => {
  await lab.start();
  const s3 = new S3Client({ ...clientOptions(lab.url), forcePathStyle: true });
  glue = new GlueClient(clientOptions(lab.url));
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "data/rows.csv", Body: "id,name\n1,a\n2,b\n" }));
  for (const [Name, Body] of [
    ["good", "import sys\nprint(sys.argv)\n"],
    ["bad", "raise ValueError('too wide')\n"],
    ["long", "import time\ntime.sleep(600)\n"],
  ] as const) {
    await s3.send(new PutObjectCommand({ Bucket, Key: `${Name}.py`, Body }));
    const Command = { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: `s3://${Bucket}/${Name}.py` };
    await glue.send(new CreateJobCommand({ Name, Role: roleArn, Command, MaxRetries: 0 }));
  }
});
after(() => lab.end());

const one = (state: object, more: object = {}) => ({ StartAt: "S", States: { S: state, ...more } });
const job = (JobName: string, more: object = {}) => ({
  ...{ Type: "Task", Resource: "arn:aws:states:::glue:startJobRun.sync", End: true },
  ...{ Parameters: { JobName, Arguments: { "--day.$": "$.day" } }, ...more },
});

test("a job's run is waited for, and is the result", async () => {
  const { value, events } = await lab.run(one(job("good")), { day: "2025-07-12" });
  const run = value as { JobRunState: string; JobName: string; Arguments: object; StartedOn: number; Id: string };
  assert.deepEqual([run.JobRunState, run.JobName, run.Arguments], ["SUCCEEDED", "good", { "--day": "2025-07-12" }]);
  assert.ok(Math.abs(run.StartedOn - Date.now()) < 60_000, "milliseconds");
  const submitted = events.find(({ type }) => type === "TaskSubmitted")?.taskSubmittedEventDetails;
  assert.equal(JSON.parse(submitted?.output ?? "").JobRunId, run.Id);
});

test("a job that fails fails the task, with the job's message in its cause, and is caught", async () => {
  const caught = {
    Type: "Pass",
    Parameters: { "run.$": "States.StringToJson($.Cause)", "error.$": "$.Error" },
    End: true,
  };
  const { value } = await lab.run(
    one(job("bad", { Catch: [{ ErrorEquals: ["States.TaskFailed"], Next: "C" }] }), { C: caught }),
    { day: "x" },
  );
  const { run, error } = value as { run: { JobRunState: string; ErrorMessage: string }; error: string };
  assert.deepEqual(
    [error, run.JobRunState, run.ErrorMessage],
    ["States.TaskFailed", "FAILED", "Command failed with exit code 1"],
  );
  const missing = await lab.run(one(job("none")), { day: "x" });
  assert.equal(missing.error, "Glue.EntityNotFoundException");
  assert.match(
    missing.cause ?? "",
    /\(Service: AWSGlue; Status Code: 400; Error Code: EntityNotFoundException; Request ID: .*; Proxy: null\)$/,
  );
});

test("an execution that is stopped ends the job that it waits for; after a restart it waits on", async () => {
  const executionArn = await lab.begin(await lab.machine(one(job("long"))), { day: "x" });
  await lab.told(executionArn, "TaskSubmitted");
  await lab.stop();
  await lab.start();
  glue = new GlueClient(clientOptions(lab.url));
  // Glue ends its runs with the process: the execution is told so
  const ended = await lab.ended(executionArn);
  assert.equal(ended.error, "States.TaskFailed");
  assert.match(JSON.parse(ended.cause ?? "").ErrorMessage, /embedded AWS was stopped while the job ran/);
  const other = await lab.begin(await lab.machine(one(job("long"))), { day: "x" });
  await lab.told(other, "TaskSubmitted");
  await lab.client.send(new StopExecutionCommand({ executionArn: other }));
  for (;;) {
    const { JobRuns = [] } = await glue.send(new GetJobRunsCommand({ JobName: "long" }));
    if (JobRuns[0]?.JobRunState === "STOPPED") {
      break;
    }
    await sleep(50);
  }
});

test("a query is waited for; one that fails fails the task; a crawler is begun and looked after", async () => {
  const query = (QueryString: string) =>
    one({
      ...{ Type: "Task", Resource: "arn:aws:states:::athena:startQueryExecution.sync", End: true },
      Parameters: { QueryString, ResultConfiguration: { OutputLocation: `s3://${Bucket}/results/` } },
    });
  const good = await lab.run(query("CREATE DATABASE made_by_states"));
  assert.equal(good.cause, undefined);
  const { QueryExecution } = good.value as { QueryExecution: { Query: string; Status: { State: string } } };
  assert.deepEqual(
    [QueryExecution.Query, QueryExecution.Status.State],
    ["CREATE DATABASE made_by_states", "SUCCEEDED"],
  );
  const bad = await lab.run(query("CREATE DATABASE made_by_states"));
  assert.equal(bad.error, "States.TaskFailed");
  assert.match(JSON.parse(bad.cause ?? "").Status.StateChangeReason, /already exists/);
  const Targets = { S3Targets: [{ Path: `s3://${Bucket}/data/` }] };
  await glue.send(
    new CreateCrawlerCommand({ Name: "crawler", Role: roleArn, DatabaseName: "made_by_states", Targets }),
  );
  const sdk = (action: string, Name: string, more: object) => ({
    ...{ Type: "Task", Resource: `arn:aws:states:::aws-sdk:glue:${action}`, Parameters: { Name }, ...more },
  });
  const crawled = await lab.run({
    StartAt: "Start",
    States: {
      Start: sdk("startCrawler", "crawler", { Next: "Look" }),
      Look: sdk("getCrawler", "crawler", { Next: "Ready" }),
      Ready: {
        Type: "Choice",
        Choices: [{ Variable: "$.Crawler.State", StringEquals: "READY", Next: "Done" }],
        Default: "Wait",
      },
      Wait: { Type: "Wait", Seconds: 1, Next: "Look" },
      Done: { Type: "Succeed", OutputPath: "$.Crawler.LastCrawl.Status" },
    },
  });
  assert.equal(crawled.value, "SUCCEEDED", crawled.cause);
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName: "made_by_states", Name: "data" }));
  assert.deepEqual(
    Table?.StorageDescriptor?.Columns?.map(({ Name }) => Name),
    ["id", "name"],
  );
});

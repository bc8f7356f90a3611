import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { AthenaClient, StartQueryExecutionCommand } from "@aws-sdk/client-athena";
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  BatchCreatePartitionCommand,
  BatchDeleteTableCommand,
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateJobCommand,
  CreateTableCommand,
  DeletePartitionCommand,
  GlueClient,
  StartCrawlerCommand,
  StartJobRunCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type LocalAws, startLocalAws } from "../server";
import { clientOptions } from "../testing/client-options";

// What services tell EventBridge, as real clients see it in the log group of a rule.

const logGroupName = "/aws/events/all";
const accountId = "000000000000";
const dataDir = mkdtempSync(join(tmpdir(), "service-events-"));
let aws: LocalAws;
let glue: GlueClient;
let athena: AthenaClient;
let logs: CloudWatchLogsClient;

interface Told {
  readonly "detail-type": string;
  readonly source: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

before(async () => {
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  const options = clientOptions(aws.url);
  [glue, athena, logs] = [new GlueClient(options), new AthenaClient(options), new CloudWatchLogsClient(options)];
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "told" }));
  await s3.send(new PutObjectCommand({ Bucket: "told", Key: "rows/a.csv", Body: "a,b\n1,2\n3,4\n" }));
  await s3.send(
    new PutObjectCommand({ Bucket: "told", Key: "job.py", Body: "import sys\nsys.exit('--fail' in sys.argv)\n" }),
  );
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  const events = new EventBridgeClient(options);
  const EventPattern = JSON.stringify({ source: [{ prefix: "aws." }] });
  await events.send(new PutRuleCommand({ Name: "all", EventPattern }));
  const Arn = `arn:aws:logs:us-east-1:${accountId}:log-group:${logGroupName}`;
  await events.send(new PutTargetsCommand({ Rule: "all", Targets: [{ Id: "1", Arn }] }));
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Waits until so many events of a kind are told. */
async function told(kind: string, count: number): Promise<Told[]> {
  for (const end = Date.now() + 30_000; ; ) {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    const found = events
      .map(({ message = "" }) => JSON.parse(message) as Told)
      .filter((event) => event["detail-type"] === kind);
    if (found.length >= count || Date.now() > end) {
      return found;
    }
    await setTimeout(50);
  }
}

test("changes of tables and partitions are told, whoever makes them", async () => {
  const DatabaseName = "told";
  const table = (Name: string) => ({
    Name,
    PartitionKeys: [
      { Name: "y", Type: "string" },
      { Name: "m", Type: "string" },
    ],
    StorageDescriptor: { Columns: [{ Name: "a", Type: "int" }], Location: "s3://told/t/" },
  });
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  await glue.send(new CreateTableCommand({ DatabaseName, TableInput: table("T") }));
  await glue.send(new UpdateTableCommand({ DatabaseName, TableInput: table("t") }));
  const PartitionInputList = ["1", "2"].map((m) => ({ Values: ["2026", m] }));
  await glue.send(new BatchCreatePartitionCommand({ DatabaseName, TableName: "t", PartitionInputList }));
  await glue.send(new DeletePartitionCommand({ DatabaseName, TableName: "t", PartitionValues: ["2026", "2"] }));
  await glue.send(new BatchDeleteTableCommand({ DatabaseName, TablesToDelete: ["t", "no"] }));
  const arn = `arn:aws:glue:us-east-1:${accountId}:table/told/t`;
  const about = { databaseName: "told", tableName: "t" };
  assert.deepEqual(
    (await told("Glue Data Catalog Table State Change", 3)).map(({ resources, detail }) => [resources, detail]),
    [
      [[arn], { ...about, typeOfChange: "UpdateTable" }],
      [[arn], { changedPartitions: ["[2026, 1]", "[2026, 2]"], ...about, typeOfChange: "BatchCreatePartition" }],
      [[arn], { changedPartitions: ["[2026, 2]"], ...about, typeOfChange: "DeletePartition" }],
    ],
  );
  assert.deepEqual(
    (await told("Glue Data Catalog Database State Change", 2)).map(({ source, detail }) => [source, detail]),
    ["CreateTable", "BatchDeleteTable"].map((typeOfChange) => [
      "aws.glue",
      { databaseName: "told", typeOfChange, changedTables: ["t"] },
    ]),
  );
});

test("crawls tell when they start and how they end", async () => {
  const crawler = { Role: "role", DatabaseName: "crawled", Targets: { S3Targets: [{ Path: "s3://told/rows/" }] } };
  await glue.send(new CreateCrawlerCommand({ Name: "good", ...crawler }));
  const Targets = { S3Targets: [{ Path: "s3://nowhere-at-all/rows/" }] };
  await glue.send(new CreateCrawlerCommand({ Name: "bad", ...crawler, Targets }));
  for (const Name of ["good", "bad"]) {
    await glue.send(new StartCrawlerCommand({ Name }));
  }
  const events = await told("Glue Crawler State Change", 4);
  const of = (name: string) => events.filter(({ detail }) => detail.crawlerName === name).map(({ detail }) => detail);
  const [started, ended] = ["Started", "Succeeded"].map((state) => of("good").find((one) => one.state === state));
  assert.deepEqual([started?.state, started?.message, started?.accountId], ["Started", "Crawler Started", accountId]);
  const { completionDate, cloudWatchLogLink, "runningTime (sec)": seconds, ...rest } = ended ?? {};
  assert.deepEqual(rest, {
    ...{ accountId, crawlerName: "good", state: "Succeeded", message: "Crawler Succeeded", warningMessage: "N/A" },
    ...{ tablesCreated: "1", tablesUpdated: "0", tablesDeleted: "0" },
    ...{ partitionsCreated: "0", partitionsUpdated: "0", partitionsDeleted: "0" },
  });
  assert.match(`${completionDate} ${seconds} ${cloudWatchLogLink}`, /^\d{4}-\d\d-\d\dT[\d:]+Z \d+ https:/);
  const failed = of("bad").find(({ state }) => state !== "Started");
  assert.deepEqual([failed?.state, failed?.message], ["Failed", "Crawler Failed"]);
  assert.match(String(failed?.errorMessage), /nowhere-at-all/);
});

test("job runs tell how they end", async () => {
  const Command = { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: "s3://told/job.py" };
  await glue.send(
    new CreateJobCommand({ Name: "job", Role: "role", Command, ExecutionProperty: { MaxConcurrentRuns: 2 } }),
  );
  const ids: (string | undefined)[] = [];
  for (const Arguments of [{}, { "--fail": "1" }] as Record<string, string>[]) {
    ids.push((await glue.send(new StartJobRunCommand({ JobName: "job", Arguments }))).JobRunId);
  }
  const events = await told("Glue Job State Change", 2);
  const [good, bad] = ids.map((id) => events.find(({ detail }) => detail.jobRunId === id)?.detail);
  const about = { jobName: "job", jobRunId: ids[0] };
  assert.deepEqual(good, { ...about, severity: "INFO", state: "SUCCEEDED", message: "Job run succeeded" });
  assert.deepEqual([bad?.severity, bad?.state], ["ERROR", "FAILED"]);
  assert.notEqual(bad?.message, "");
});

test("queries tell each of their states in order; one that is refused tells nothing", async () => {
  const ResultConfiguration = { OutputLocation: "s3://told/results/" };
  const start = async (QueryString: string) =>
    (await athena.send(new StartQueryExecutionCommand({ QueryString, ResultConfiguration }))).QueryExecutionId;
  const good = await start("CREATE DATABASE by_query");
  const bad = await start("CREATE DATABASE by_query");
  await assert.rejects(start("SELECT 1; SELECT 2"));
  const events = await told("Athena Query State Change", 6);
  assert.equal(events.length, 6);
  const of = (id: string | undefined) =>
    events.filter(({ detail }) => detail.queryExecutionId === id).map(({ detail }) => detail);
  const about = { versionId: "0", statementType: "DDL", queryExecutionId: good, workgroupName: "primary" };
  assert.deepEqual(
    of(good).toSorted((a, b) => Number(a.sequenceNumber) - Number(b.sequenceNumber)),
    [
      { ...about, currentState: "QUEUED", sequenceNumber: "1" },
      { ...about, currentState: "RUNNING", previousState: "QUEUED", sequenceNumber: "2" },
      { ...about, currentState: "SUCCEEDED", previousState: "RUNNING", sequenceNumber: "3" },
    ],
  );
  const failed = of(bad).find(({ currentState }) => currentState === "FAILED");
  assert.match(JSON.stringify(failed?.athenaError), /by_query already exists/i);
});

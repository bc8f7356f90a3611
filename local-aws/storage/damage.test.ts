import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as athenaSdk from "@aws-sdk/client-athena";
import * as logsSdk from "@aws-sdk/client-cloudwatch-logs";
import * as glueSdk from "@aws-sdk/client-glue";
import * as s3Sdk from "@aws-sdk/client-s3";
import { type LocalAws, startLocalAws } from "../server";
import { clientOptions } from "../testing/client-options";
import type { Damage } from "./data-folder";

const bucket = "damaged-bucket";
const Bucket = bucket;
const oddKey = "folder//odd";

/** What is read back of a data folder, and the files that it comes from. */
interface Thing {
  readonly files: RegExp;
  readonly read: () => Promise<unknown>;
}

let original: string;
let aws: LocalAws;
let s3: s3Sdk.S3Client;
let glue: glueSdk.GlueClient;
let athena: athenaSdk.AthenaClient;
let logs: logsSdk.CloudWatchLogsClient;
let uploadId = "";
let queryId = "";
const log: string[] = [];
const { error } = console;

before(async () => {
  console.error = (...line: unknown[]) => log.push(line.join(" "));
  original = mkdtempSync(join(tmpdir(), "damage-"));
  await start(original);
  await fill();
  await aws.close();
});

after(() => {
  console.error = error;
  rmSync(original, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<void> {
  // nothing here asks Athena's engine
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  const options = { ...clientOptions(aws.url), maxAttempts: 1 };
  s3 = new s3Sdk.S3Client({ ...options, forcePathStyle: true });
  glue = new glueSdk.GlueClient(options);
  athena = new athenaSdk.AthenaClient(options);
  logs = new logsSdk.CloudWatchLogsClient(options);
}

const databases = ["one", "two"];
const script = { Name: "glueetl", ScriptLocation: `s3://${bucket}/job.py` };

/** Makes two of each kind of thing. */
async function fill(): Promise<void> {
  await s3.send(new s3Sdk.CreateBucketCommand({ Bucket }));
  await s3.send(new s3Sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } }));
  for (const Key of ["plain", "a/b", oddKey]) {
    await s3.send(new s3Sdk.PutObjectCommand({ Bucket, Key, Body: `body of ${Key}`, Metadata: { key: Key } }));
  }
  const upload = await s3.send(new s3Sdk.CreateMultipartUploadCommand({ Bucket, Key: "big" }));
  uploadId = upload.UploadId ?? "";
  for (const PartNumber of [1, 2]) {
    await s3.send(new s3Sdk.UploadPartCommand({ Bucket, Key: "big", UploadId: uploadId, PartNumber, Body: "part" }));
  }
  for (const name of databases) {
    const DatabaseName = name;
    const Columns = [{ Name: "c", Type: "string" }];
    const PartitionKeys = [{ Name: "day", Type: "string" }];
    const StorageDescriptor = { Columns, Location: `s3://${bucket}/` };
    await glue.send(new glueSdk.CreateDatabaseCommand({ DatabaseInput: { Name: name, Description: name } }));
    for (const Name of ["t1", "t2"]) {
      const TableInput = { Name, StorageDescriptor, PartitionKeys };
      await glue.send(new glueSdk.CreateTableCommand({ DatabaseName, TableInput }));
      await glue.send(new glueSdk.UpdateTableCommand({ DatabaseName, TableInput }));
      const PartitionInputList = ["1", "2"].map((value) => ({ Values: [value], StorageDescriptor }));
      await glue.send(new glueSdk.BatchCreatePartitionCommand({ DatabaseName, TableName: Name, PartitionInputList }));
    }
    const FunctionInput = { FunctionName: "f", ClassName: "x" };
    await glue.send(new glueSdk.CreateUserDefinedFunctionCommand({ DatabaseName, FunctionInput }));
    await glue.send(new glueSdk.CreateJobCommand({ Name: name, Role: "role", Command: script, Tags: { tag: name } }));
    const Targets = { S3Targets: [{ Path: `s3://${bucket}/` }] };
    await glue.send(new glueSdk.CreateCrawlerCommand({ Name: name, Role: "role", DatabaseName, Targets }));
    const GrokClassifier = { Name: name, Classification: "x", GrokPattern: "%{WORD:a}" };
    await glue.send(new glueSdk.CreateClassifierCommand({ GrokClassifier }));
    await glue.send(new glueSdk.CreateTriggerCommand({ Name: name, Type: "ON_DEMAND", Actions: [{ JobName: name }] }));
    await glue.send(new glueSdk.CreateWorkflowCommand({ Name: name }));
    const WorkGroup = name;
    await athena.send(new athenaSdk.CreateWorkGroupCommand({ Name: name, Tags: [{ Key: "tag", Value: name }] }));
    await athena.send(
      new athenaSdk.CreateNamedQueryCommand({ Name: name, Database: name, QueryString: "SELECT 1", WorkGroup }),
    );
    await athena.send(
      new athenaSdk.CreatePreparedStatementCommand({ StatementName: name, WorkGroup, QueryStatement: "SELECT ?" }),
    );
    await logs.send(new logsSdk.CreateLogGroupCommand({ logGroupName: name }));
    await logs.send(new logsSdk.CreateLogStreamCommand({ logGroupName: name, logStreamName: "stream" }));
    const logEvents = [{ timestamp: Date.now(), message: name }];
    await logs.send(new logsSdk.PutLogEventsCommand({ logGroupName: name, logStreamName: "stream", logEvents }));
  }
  const started = await athena.send(
    new athenaSdk.StartQueryExecutionCommand({
      QueryString: "SHOW DATABASES",
      ResultConfiguration: { OutputLocation: `s3://${bucket}/results/` },
    }),
  );
  queryId = started.QueryExecutionId ?? "";
  for (;;) {
    const { QueryExecution } = await query(queryId);
    if (QueryExecution?.Status?.CompletionDateTime !== undefined) {
      assert.equal(QueryExecution.Status.State, "SUCCEEDED", QueryExecution.Status.StateChangeReason);
      return;
    }
  }
}

const query = (id: string) => athena.send(new athenaSdk.GetQueryExecutionCommand({ QueryExecutionId: id }));
const head = (Key: string) => s3.send(new s3Sdk.HeadObjectCommand({ Bucket, Key }));

async function body(Key: string): Promise<string | undefined> {
  return (await s3.send(new s3Sdk.GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
}

/** A member of an answer, without what tells of the call. */
const of = async <Answer, Member>(answer: Promise<Answer>, member: (answer: Answer) => Member): Promise<Member> =>
  member(await answer);

/** Everything that was made, by name. */
function things(): Record<string, Thing> {
  const all: Record<string, Thing> = {
    "the bucket's tags": {
      files: /bucket\.json$/,
      read: () => of(s3.send(new s3Sdk.GetBucketTaggingCommand({ Bucket })), ({ TagSet }) => TagSet),
    },
    "the keys": {
      files: /^odd-keys/,
      read: () =>
        of(s3.send(new s3Sdk.ListObjectsV2Command({ Bucket })), ({ Contents }) => Contents?.map(({ Key }) => Key)),
    },
    "the upload's parts": {
      files: /uploads\//,
      read: () =>
        of(s3.send(new s3Sdk.ListPartsCommand({ Bucket, Key: "big", UploadId: uploadId })), ({ Parts }) =>
          Parts?.map(({ PartNumber }) => PartNumber),
        ),
    },
    queries: { files: /athena\/queries\//, read: () => of(query(queryId), ({ QueryExecution }) => QueryExecution) },
  };
  for (const Key of ["plain", "a/b", oddKey]) {
    all[`the body of ${Key}`] = { files: /^nothing/, read: () => body(Key) };
    all[`the metadata of ${Key}`] = {
      files: /objects\.jsonl$/,
      read: () => of(head(Key), ({ Metadata, ETag }) => [Metadata, ETag]),
    };
  }
  for (const name of databases) {
    const DatabaseName = name;
    const WorkGroup = name;
    const glueThing = (kind: string, files: string, read: () => Promise<unknown>): void => {
      all[`${kind} ${name}`] = { files: new RegExp(`glue/${files}`), read };
    };
    const ofAthena = (kind: string, files: string, read: () => Promise<unknown>): void => {
      all[`${kind} of ${name}`] = { files: new RegExp(`athena/${files}`), read };
    };
    glueThing("the database", `databases/${name}/database`, () =>
      of(glue.send(new glueSdk.GetDatabaseCommand({ Name: name })), ({ Database }) => Database),
    );
    for (const table of ["t1", "t2"]) {
      const files = `databases/${name}/tables/${table}/`;
      glueThing(`the table ${table} of`, `${files}table`, () =>
        of(glue.send(new glueSdk.GetTableCommand({ DatabaseName, Name: table })), ({ Table }) => Table),
      );
      glueThing(`the partitions of ${table} of`, `${files}(table|partitions)`, () =>
        of(glue.send(new glueSdk.GetPartitionsCommand({ DatabaseName, TableName: table })), (a) => a.Partitions),
      );
      glueThing(`the versions of ${table} of`, `${files}(table|versions)`, () =>
        of(glue.send(new glueSdk.GetTableVersionsCommand({ DatabaseName, TableName: table })), (a) => a.TableVersions),
      );
    }
    glueThing("the functions of", `databases/${name}/functions`, () =>
      of(
        glue.send(new glueSdk.GetUserDefinedFunctionsCommand({ DatabaseName, Pattern: ".*" })),
        (a) => a.UserDefinedFunctions,
      ),
    );
    glueThing("the job", `jobs/${name}`, () =>
      of(glue.send(new glueSdk.GetJobCommand({ JobName: name })), ({ Job }) => Job),
    );
    glueThing("the tags of the job", `(tags|jobs/${name})`, () =>
      of(
        glue.send(new glueSdk.GetTagsCommand({ ResourceArn: `arn:aws:glue:us-east-1:000000000000:job/${name}` })),
        ({ Tags }) => Tags,
      ),
    );
    glueThing("the crawler", `crawlers/${name}`, () =>
      of(glue.send(new glueSdk.GetCrawlerCommand({ Name: name })), ({ Crawler }) => Crawler),
    );
    glueThing("the classifier", "classifiers", () =>
      of(glue.send(new glueSdk.GetClassifierCommand({ Name: name })), ({ Classifier }) => Classifier),
    );
    glueThing("the trigger", "triggers", () =>
      of(glue.send(new glueSdk.GetTriggerCommand({ Name: name })), ({ Trigger }) => Trigger),
    );
    glueThing("the workflow", "(workflows|triggers)", () =>
      of(glue.send(new glueSdk.GetWorkflowCommand({ Name: name })), ({ Workflow }) => Workflow),
    );
    ofAthena("the workgroup", "work-groups", () =>
      of(athena.send(new athenaSdk.GetWorkGroupCommand({ WorkGroup })), (a) => a.WorkGroup),
    );
    ofAthena("the tags", "(work-groups|tags)", () =>
      of(
        athena.send(
          new athenaSdk.ListTagsForResourceCommand({
            ResourceARN: `arn:aws:athena:us-east-1:000000000000:workgroup/${name}`,
          }),
        ),
        ({ Tags }) => Tags,
      ),
    );
    ofAthena("the saved queries", "(work-groups|named-queries)", () =>
      of(athena.send(new athenaSdk.ListNamedQueriesCommand({ WorkGroup })), (a) => a.NamedQueryIds),
    );
    ofAthena("the prepared statements", "(work-groups|prepared-statements)", () =>
      of(athena.send(new athenaSdk.ListPreparedStatementsCommand({ WorkGroup })), (a) => a.PreparedStatements),
    );
    all[`the log stream of ${name}`] = {
      files: new RegExp(`logs/${name}/stream`),
      read: () =>
        of(logs.send(new logsSdk.GetLogEventsCommand({ logGroupName: name, logStreamName: "stream" })), ({ events }) =>
          events?.map(({ message }) => message),
        ),
    };
  }
  return all;
}

/** Reads everything. What is missing is the error of a client, 4xx; anything else fails the test. */
async function readAll(): Promise<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  for (const [name, thing] of Object.entries(things())) {
    try {
      read[name] = await thing.read();
    } catch (reason) {
      const status = (reason as s3Sdk.S3ServiceException).$metadata?.httpStatusCode ?? 0;
      assert.ok(status >= 400 && status < 500, `${name}: ${reason}`);
      read[name] = "missing";
    }
  }
  for (const list of [
    () => s3.send(new s3Sdk.ListBucketsCommand({})),
    () => s3.send(new s3Sdk.ListMultipartUploadsCommand({ Bucket })),
    () => glue.send(new glueSdk.GetDatabasesCommand({})),
    () => glue.send(new glueSdk.SearchTablesCommand({})),
    () => glue.send(new glueSdk.GetJobsCommand({})),
    () => glue.send(new glueSdk.GetCrawlersCommand({})),
    () => glue.send(new glueSdk.GetDataCatalogEncryptionSettingsCommand({})),
    () => athena.send(new athenaSdk.ListQueryExecutionsCommand({})),
    () => athena.send(new athenaSdk.ListWorkGroupsCommand({})),
    () => logs.send(new logsSdk.DescribeLogGroupsCommand({})),
    () => logs.send(new logsSdk.DescribeLogStreamsCommand({ logGroupName: "one" })),
  ]) {
    await list();
  }
  return read;
}

/** The files that the services keep, beside the objects themselves. */
function keptFiles(dataDir: string): string[] {
  return readdirSync(dataDir, { recursive: true, encoding: "utf8" })
    .filter((path) => /^(s3-metadata|glue|athena|logs)\//.test(path) && statSync(join(dataDir, path)).isFile())
    .filter((path) => !path.endsWith("/body"))
    .sort();
}

test("whatever is cut or changed in the data folder, it starts, everything else is there, and what is damaged is named", async (context) => {
  await start(original);
  const whole = await readAll();
  await aws.close();
  const files = keptFiles(original);
  assert.ok(files.length > 40, files.join("\n"));
  assert.ok(!Object.values(whole).includes("missing"), JSON.stringify(whole));
  const rounds = 24;
  const spoiltOnce = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    await context.test(`round ${round}`, async () => {
      const dataDir = mkdtempSync(join(tmpdir(), "damaged-"));
      // Node's own copy rounds the times to which S3's metadata is bound
      assert.equal(spawnSync("cp", ["-a", `${original}/.`, dataDir]).status, 0);
      const random = seeded(20250712 + round);
      const spoilt = files.filter((_, index) => index % 8 === round % 8);
      const how = new Map(spoilt.map((file) => [file, spoil(join(dataDir, file), random, round >= 8)]));
      for (const file of spoilt) {
        spoiltOnce.add(file);
      }
      log.length = 0;
      try {
        await start(dataDir);
        const read = await readAll();
        for (const part of spoilt.filter((file) => file.endsWith(".part"))) {
          await assert.rejects(complete(part), (reason: Error) => /InvalidPart|NoSuchUpload/.test(reason.name), part);
        }
        const { damaged } = (await (await fetch(`${aws.url}/_local/health`)).json()) as { damaged: Damage[] };
        await aws.close();
        for (const [name, { files: needed }] of Object.entries(things())) {
          const lost = spoilt.some((file) => needed.test(file));
          if (!lost) {
            assert.deepEqual(read[name], whole[name], `${name} after ${JSON.stringify([...how])}`);
          }
        }
        for (const [file, change] of how) {
          const told = damaged.find(({ path }) => file === path || file.startsWith(`${path}/`));
          // nothing tells it from what a dying process had begun to append
          const isTorn = file.endsWith("stream.jsonl") && /^cut/.test(change);
          assert.ok(told !== undefined || isTorn, `${file} (${change}) is not named`);
          if (told !== undefined) {
            assert.ok(
              log.some((line) => line.includes(told.path) && line.includes(told.keptAs)),
              file,
            );
            assert.ok(existsSync(join(dataDir, told.keptAs)));
          }
        }
      } finally {
        await aws.close().catch(() => {});
        rmSync(dataDir, { recursive: true, force: true });
      }
    });
  }
  assert.equal(spoiltOnce.size, files.length);
});

/** Completes the upload with one part, whose bytes are read only then. @param file Of the part. */
function complete(file: string): Promise<unknown> {
  const [, number, ETag] = /(\d+)-(\w+)\.part$/.exec(file) ?? [];
  const MultipartUpload = { Parts: [{ PartNumber: Number(number), ETag }] };
  return s3.send(new s3Sdk.CompleteMultipartUploadCommand({ Bucket, Key: "big", UploadId: uploadId, MultipartUpload }));
}

/** Empties, cuts or changes a file. @returns What was done, for messages. */
function spoil(path: string, random: () => number, anywhere: boolean): string {
  const bytes = readFileSync(path);
  const place = Math.floor(random() * bytes.length);
  if (!anywhere) {
    writeFileSync(path, "");
    return "emptied";
  }
  if (random() < 0.5) {
    // the last byte of a file of lines is a line break, which is not missed
    const length = Math.min(place, bytes.length - 2);
    writeFileSync(path, bytes.subarray(0, length));
    return `cut at ${length} of ${bytes.length}`;
  }
  bytes[place] = (bytes[place] as number) ^ (1 + Math.floor(random() * 255));
  writeFileSync(path, bytes);
  return `byte ${place} of ${bytes.length} changed`;
}

/** Numbers from 0 to 1 that are the same in each run. */
function seeded(seed: number): () => number {
  let count = 0;
  return () => createHash("sha256").update(`${seed} ${count++}`).digest().readUInt32BE() / 2 ** 32;
}

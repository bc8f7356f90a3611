import assert from "node:assert/strict";
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateDatabaseCommand,
  CreateJobCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  DeleteJobCommand,
  GetJobBookmarkCommand,
  ResetJobBookmarkCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { manySmallSteps, startRun, waitForRun } from "../testing/job-runs";
import { logMessages } from "../testing/log-messages";

const source = `
import sys
from awsglue.context import GlueContext
from awsglue.job import Job
from pyspark import SparkContext
glue = GlueContext(SparkContext.getOrCreate())
job = Job(glue)
job.init("incremental")
def read(paths, ctx):
    return glue.create_dynamic_frame.from_options(
        "s3", {"paths": paths, "recurse": True}, "csv", {"withHeader": True}, transformation_ctx=ctx)
def ids(frame):
    return ",".join(sorted(row["id"] for row in frame.toDF().collect()))
parts = read(["s3://lab/parts/"], "parts")
print("PARTS", ids(parts))
print("ALWAYS", ids(read(["s3://lab/parts/"], "")))
table = glue.create_dynamic_frame.from_catalog("lab", "readings", transformation_ctx="readings")
print("TABLE", ",".join(sorted(f"{row['id']}@{row['day']}" for row in table.toDF().collect())))
glue.write_dynamic_frame.from_options(parts, "s3", {"path": "s3://lab/out/"}, "json")
if "--fail" in sys.argv:
    raise ValueError("before the commit")
job.commit()
`;

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
  server.put("lab", "scripts/incremental.py", source);
  const StorageDescriptor = (location: string) => ({
    Location: `s3://lab/${location}/`,
    Columns: [{ Name: "id", Type: "string" }],
    SerdeInfo: {
      SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      Parameters: { "field.delim": "," },
    },
  });
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "lab" } }));
  const PartitionKeys = [{ Name: "day", Type: "int" }];
  const TableInput = { Name: "readings", PartitionKeys, StorageDescriptor: StorageDescriptor("readings") };
  await server.glue.send(new CreateTableCommand({ DatabaseName: "lab", TableInput }));
  // the second folder does not tell its partition's value
  for (const [day, folder] of [
    ["1", "readings/day=1"],
    ["2", "elsewhere"],
  ] as const) {
    const PartitionInput = { Values: [day], StorageDescriptor: StorageDescriptor(folder) };
    await server.glue.send(new CreatePartitionCommand({ DatabaseName: "lab", TableName: "readings", PartitionInput }));
    server.put("lab", `${folder}/f.csv`, `${day}0\n`);
  }
  const Command = { Name: "glueetl", ScriptLocation: "s3://lab/scripts/incremental.py" };
  const DefaultArguments = { "--job-bookmark-option": "job-bookmark-enable", "--conf": manySmallSteps };
  const job = { Name: "incremental", Role: "role", Command, DefaultArguments };
  await server.glue.send(new CreateJobCommand(job));
});
after(() => server.close());

/** What a run of the job prints: the rows that it read of each source. */
async function run(args: Record<string, string> = {}): Promise<Record<string, string | undefined>> {
  const id = await startRun(server.glue, "incremental", args);
  const ended = await waitForRun(server.glue, "incremental", id);
  assert.equal(ended.JobRunState, "--fail" in args ? "FAILED" : "SUCCEEDED", ended.ErrorMessage);
  const lines = await logMessages(server.logs, "/aws-glue/jobs/output", id);
  const read = lines.map((line) => /^(PARTS|ALWAYS|TABLE) ?(.*)$/.exec(line)).filter((match) => match !== null);
  return { id, ...Object.fromEntries(read.map(([, name, ids]) => [name, ids])) };
}

const JobName = "incremental";
const bookmark = async () => (await server.glue.send(new GetJobBookmarkCommand({ JobName }))).JobBookmarkEntry;

test("each run reads what is new or changed since the last one that committed", async () => {
  await assert.rejects(bookmark(), { name: "EntityNotFoundException", message: /Continuation for job incremental/ });
  server.put("lab", "parts/a b+ü.csv", "id\n1\n");
  server.put("lab", "parts/day=1/b.csv", "id\n2\n");
  const first = await run();
  assert.deepEqual([first.PARTS, first.TABLE], ["1,2", "10@1,20@2"]);
  const entry = await bookmark();
  assert.deepEqual([entry?.Version, entry?.Run, entry?.Attempt, entry?.RunId], [1, 1, 0, first.id]);
  assert.deepEqual(Object.keys(JSON.parse(entry?.JobBookmark ?? "{}")).sort(), ["parts", "readings"]);

  const nothing = await run();
  assert.deepEqual([nothing.PARTS, nothing.ALWAYS, nothing.TABLE], ["", "1,2", ""]);

  server.put("lab", "parts/c.csv", "id\n3\n");
  utimesSync(join(server.dataDir, "s3/lab/parts/c.csv"), 1, 1);
  server.put("lab", "parts/a b+ü.csv", "id\n1\n4\n");
  server.put("lab", "elsewhere/g.csv", "21\n");
  const failed = await run({ "--fail": "" });
  assert.deepEqual([failed.PARTS, failed.TABLE], ["1,3,4", "21@2"]);
  const paused = await run({ "--job-bookmark-option": "job-bookmark-pause" });
  assert.deepEqual([paused.PARTS, paused.TABLE], ["1,3,4", "21@2"]);
  const all = await run({ "--job-bookmark-option": "job-bookmark-disable" });
  assert.deepEqual([all.PARTS, all.TABLE], ["1,2,3,4", "10@1,20@2,21@2"]);
  assert.equal((await bookmark())?.Version, 2);
  await server.restart();
  const again = await run();
  assert.deepEqual([again.PARTS, again.TABLE], ["1,3,4", "21@2"]);
  const last = await bookmark();
  assert.deepEqual([last?.Version, last?.Run, last?.PreviousRunId], [3, 3, nothing.id]);

  const { JobBookmarkEntry: reset } = await server.glue.send(new ResetJobBookmarkCommand({ JobName }));
  assert.deepEqual([reset?.Run, reset?.JobBookmark], [0, "{}"]);
  assert.equal((await run()).PARTS, "1,2,3,4");
  await server.glue.send(new DeleteJobCommand({ JobName }));
  await assert.rejects(server.glue.send(new ResetJobBookmarkCommand({ JobName })), { name: "EntityNotFoundException" });
});

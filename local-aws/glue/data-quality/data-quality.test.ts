import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchCreatePartitionCommand,
  BatchGetDataQualityResultCommand,
  CancelDataQualityRulesetEvaluationRunCommand,
  CreateDatabaseCommand,
  CreateDataQualityRulesetCommand,
  CreateJobCommand,
  CreateTableCommand,
  DeleteDataQualityRulesetCommand,
  GetDataQualityResultCommand,
  GetDataQualityRuleRecommendationRunCommand,
  GetDataQualityRulesetCommand,
  GetDataQualityRulesetEvaluationRunCommand,
  type GetDataQualityRulesetEvaluationRunResponse,
  GetJobRunCommand,
  GetTagsCommand,
  GlueServiceException,
  ListDataQualityResultsCommand,
  ListDataQualityRuleRecommendationRunsCommand,
  ListDataQualityRulesetEvaluationRunsCommand,
  ListDataQualityRulesetsCommand,
  StartDataQualityRuleRecommendationRunCommand,
  StartDataQualityRulesetEvaluationRunCommand,
  StartJobRunCommand,
  UpdateDataQualityRulesetCommand,
} from "@aws-sdk/client-glue";
import { startGlueProcess } from "../testing/glue-process";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { logMessages } from "../testing/log-messages";

let server: GlueServer;
const DataSource = { GlueTable: { DatabaseName: "lab", TableName: "parts" } };
const Role = "arn:aws:iam::000000000000:role/lab";

before(async () => {
  server = await startGlueServer();
  server.put("lab", "parts/day=1/a.csv", "P-1,10.5,OK\nP-2,20.5,OK\n");
  server.put("lab", "parts/day=2/b.csv", "P-3,30.5,NG\nP-4,,NG\n");
  await createParts(server);
});
after(() => server.close());

async function createParts({ glue }: Pick<GlueServer, "glue">): Promise<void> {
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "lab" } }));
  const Columns = [
    { Name: "part_id", Type: "string" },
    { Name: "width", Type: "double" },
    { Name: "label", Type: "string" },
  ];
  const StorageDescriptor = {
    Columns,
    Location: "s3://lab/parts/",
    InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
    SerdeInfo: {
      SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      Parameters: { "field.delim": "," },
    },
  };
  const Parameters = { classification: "csv" };
  const folders = ["1", "2"].map((day) => ({
    Values: [day],
    StorageDescriptor: { ...StorageDescriptor, Location: `s3://lab/parts/day=${day}/` },
  }));
  const PartitionKeys = [{ Name: "day", Type: "int" }];
  const TableInput = { Name: "parts", StorageDescriptor, PartitionKeys, Parameters };
  await glue.send(new CreateTableCommand({ DatabaseName: "lab", TableInput }));
  const request = { DatabaseName: "lab", TableName: "parts", PartitionInputList: folders };
  await glue.send(new BatchCreatePartitionCommand(request));
}

const create = (Name: string, Ruleset: string, more: object = {}) =>
  server.glue.send(new CreateDataQualityRulesetCommand({ Name, Ruleset, ...more }));

async function refused(call: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof GlueServiceException);
    assert.equal(error.name, code);
    assert.match(error.message, message);
    return true;
  });
}

async function ended<Run extends { Status?: string | undefined }>(look: () => Promise<Run>): Promise<Run> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const run = await look();
    if (!["STARTING", "RUNNING", "STOPPING"].includes(run.Status ?? "")) {
      return run;
    }
    await sleep(100);
  }
  throw new Error("The run did not end.");
}

const evaluation = (RunId: string, glue = server.glue): Promise<GetDataQualityRulesetEvaluationRunResponse> =>
  glue.send(new GetDataQualityRulesetEvaluationRunCommand({ RunId }));

async function startEvaluation(RulesetNames: string[], more: object = {}): Promise<string> {
  const request = { DataSource, Role, RulesetNames, ...more };
  const { RunId = "" } = await server.glue.send(new StartDataQualityRulesetEvaluationRunCommand(request));
  assert.match(RunId, /^dqrun-[0-9a-f]{40}$/);
  return RunId;
}

test("a ruleset is created, read, listed, updated and deleted", async () => {
  const { glue } = server;
  const TargetTable = { DatabaseName: "lab", TableName: "parts" };
  const first = 'Rules = [ RowCount > 1, IsComplete "part_id" ]';
  const Tags = { team: "quality" };
  assert.equal((await create("first", first, { Description: "d", TargetTable, Tags })).Name, "first");
  await create("second", "Rules = [ RowCount > 1 ]");
  const got = await glue.send(new GetDataQualityRulesetCommand({ Name: "first" }));
  assert.deepEqual([got.Name, got.Description, got.Ruleset, got.TargetTable], ["first", "d", first, TargetTable]);
  assert.ok(got.CreatedOn instanceof Date);
  const ResourceArn = "arn:aws:glue:us-east-1:000000000000:dataQualityRuleset/first";
  assert.deepEqual((await glue.send(new GetTagsCommand({ ResourceArn }))).Tags, Tags);

  const list = async (input: object) => {
    const { Rulesets = [] } = await glue.send(new ListDataQualityRulesetsCommand(input));
    return Rulesets.map(({ Name, RuleCount }) => `${Name} ${RuleCount}`);
  };
  assert.deepEqual(await list({}), ["first 2", "second 1"]);
  assert.deepEqual(await list({ Filter: { TargetTable } }), ["first 2"]);
  assert.deepEqual(await list({ Tags }), ["first 2"]);
  assert.deepEqual(await list({ Filter: { CreatedAfter: new Date(Date.now() + 60_000) } }), []);
  const page = await glue.send(new ListDataQualityRulesetsCommand({ MaxResults: 1 }));
  assert.deepEqual(await list({ NextToken: page.NextToken }), ["second 1"]);

  const changed = await glue.send(
    new UpdateDataQualityRulesetCommand({ Name: "second", Ruleset: "Rules = [ ColumnCount = 1, RowCount = 1 ]" }),
  );
  assert.equal(changed.Ruleset, "Rules = [ ColumnCount = 1, RowCount = 1 ]");
  await server.restart();
  assert.deepEqual(await list({}), ["first 2", "second 2"]);
  await glue.send(new DeleteDataQualityRulesetCommand({ Name: "second" }));
  await refused(
    glue.send(new GetDataQualityRulesetCommand({ Name: "second" })),
    "EntityNotFoundException",
    /second not found/,
  );
  await refused(create("first", first), "AlreadyExistsException", /first already exists/);
});

test("what is not DQDL is refused with its place, and nothing is kept", async () => {
  await refused(
    create("bad", 'Rules = [\n  IsComplete "a",\n  Nonsense "b"\n]'),
    "InvalidInputException",
    /^Parsing Error: line 3, column 3: Nonsense is not a rule type/,
  );
  await refused(
    create("bad", "Rules = [ DetectAnomalies ]"),
    "InvalidInputException",
    /does not support the rule type DetectAnomalies/,
  );
  await refused(server.glue.send(new GetDataQualityRulesetCommand({ Name: "bad" })), "EntityNotFoundException", /bad/);
});

test("what a run needs must be there", async () => {
  await create("there", "Rules = [ RowCount > 0 ]");
  const missing = { GlueTable: { DatabaseName: "lab", TableName: "nothing" } };
  await refused(startEvaluation(["absent"]), "EntityNotFoundException", /absent not found/);
  await refused(startEvaluation(["there"], { DataSource: missing }), "EntityNotFoundException", /nothing/);
  await refused(startEvaluation([]), "ValidationException", /'rulesetNames' .* greater than or equal to 1/);
  const odd = { GlueTable: { ...DataSource.GlueTable, AdditionalOptions: { boundedSize: "1" } } };
  await refused(startEvaluation(["there"], { DataSource: odd }), "InvalidInputException", /boundedSize/);
  const byRow = { AdditionalRunOptions: { CompositeRuleEvaluationMethod: "ROW" } };
  await refused(startEvaluation(["there"], byRow), "InvalidInputException", /COLUMN only/);
  await refused(evaluation("dqrun-0"), "EntityNotFoundException", /dqrun-0 not found/);
  await refused(
    server.glue.send(new GetDataQualityResultCommand({ ResultId: "dqresult-0" })),
    "EntityNotFoundException",
    /dqresult-0/,
  );
});

test("rulesets are evaluated on the table's files, by partition where that is asked", async () => {
  const { glue } = server;
  await create("strict", 'Rules = [ RowCount = 4, Completeness "width" > 0.9, IsUnique "part_id" ]');
  await create("joined", 'Rules = [ ReferentialIntegrity "part_id" "others.part_id" = 0.5 ]');
  const others = {
    GlueTable: { ...DataSource.GlueTable, AdditionalOptions: { pushDownPredicate: "day = 2" } },
  };
  const options = { AdditionalDataSources: { others }, AdditionalRunOptions: { ResultsS3Prefix: "s3://lab/quality/" } };
  const RunId = await startEvaluation(["strict", "joined"], options);
  assert.ok(["STARTING", "RUNNING"].includes((await evaluation(RunId)).Status ?? ""));
  const run = await ended(() => evaluation(RunId));
  assert.equal(run.ErrorString, undefined);
  assert.equal(run.Status, "SUCCEEDED");
  assert.deepEqual([run.NumberOfWorkers, run.Timeout, run.RulesetNames], [5, 2880, ["strict", "joined"]]);
  assert.ok(run.CompletedOn instanceof Date && (run.ExecutionTime ?? 0) > 0);
  assert.equal(run.ResultIds?.length, 2);

  const [strictId = "", joinedId = ""] = run.ResultIds ?? [];
  const strict = await glue.send(new GetDataQualityResultCommand({ ResultId: strictId }));
  assert.equal(strict.RulesetName, "strict");
  assert.equal(strict.RulesetEvaluationRunId, RunId);
  assert.deepEqual(strict.DataSource, DataSource);
  assert.ok(strict.StartedOn instanceof Date && strict.CompletedOn instanceof Date);
  assert.ok(Math.abs((strict.Score ?? 0) - 2 / 3) < 1e-9);
  assert.deepEqual(
    strict.RuleResults?.map(({ EvaluatedRule, ...rest }) => rest),
    [
      {
        Name: "Rule_1",
        Description: "RowCount = 4",
        Result: "PASS",
        EvaluatedMetrics: { "Dataset.*.RowCount": 4 },
      },
      {
        Name: "Rule_2",
        Description: 'Completeness "width" > 0.9',
        EvaluationMessage: "Value: 0.75 does not meet the constraint requirement!",
        Result: "FAIL",
        EvaluatedMetrics: { "Column.width.Completeness": 0.75 },
      },
      {
        Name: "Rule_3",
        Description: 'IsUnique "part_id"',
        Result: "PASS",
        EvaluatedMetrics: { "Column.part_id.Uniqueness": 1 },
      },
    ],
  );
  const joined = await glue.send(new GetDataQualityResultCommand({ ResultId: joinedId }));
  assert.deepEqual(joined.RuleResults?.[0]?.EvaluatedMetrics, { "Column.others.ReferentialIntegrity": 0.5 });

  const batch = await glue.send(new BatchGetDataQualityResultCommand({ ResultIds: [joinedId, "dqresult-0"] }));
  assert.deepEqual(
    [batch.Results?.map((result) => result.ResultId), batch.ResultsNotFound],
    [[joinedId], ["dqresult-0"]],
  );
  const { Results = [] } = await glue.send(new ListDataQualityResultsCommand({ Filter: { DataSource } }));
  assert.deepEqual(Results.map((result) => result.ResultId).sort(), [strictId, joinedId].sort());
  const list = async (RulesetName: string) => {
    const Filter = { DataSource, RulesetName };
    return (await glue.send(new ListDataQualityRulesetEvaluationRunsCommand({ Filter }))).Runs?.map((one) => one.RunId);
  };
  assert.deepEqual(await list("joined"), [RunId]);
  assert.deepEqual(await list("first"), []);
  await refused(
    glue.send(new CancelDataQualityRulesetEvaluationRunCommand({ RunId })),
    "InvalidInputException",
    /SUCCEEDED and cannot be cancelled/,
  );
  await server.restart();
  assert.equal((await evaluation(RunId)).Status, "SUCCEEDED");
  assert.equal((await glue.send(new GetDataQualityResultCommand({ ResultId: strictId }))).Score, strict.Score);
});

test("a run that is cancelled is STOPPED and has no result; one that Spark cannot do is FAILED with the reason", async () => {
  const RunId = await startEvaluation(["there"]);
  await server.glue.send(new CancelDataQualityRulesetEvaluationRunCommand({ RunId }));
  const stopped = await ended(() => evaluation(RunId));
  assert.deepEqual([stopped.Status, stopped.ResultIds], ["STOPPED", undefined]);
  const broken = { GlueTable: { ...DataSource.GlueTable, AdditionalOptions: { pushDownPredicate: "no_such = 1" } } };
  const failed = await startEvaluation(["there"], { DataSource: broken });
  const run = await ended(() => evaluation(failed));
  assert.equal(run.Status, "FAILED");
  assert.match(run.ErrorString ?? "", /no_such/);
  assert.equal(run.ResultIds, undefined);
});

test("recommended rules come from the data, and the data meets them", async () => {
  const { glue } = server;
  const request = { DataSource, Role, CreatedRulesetName: "recommended" };
  const { RunId } = await glue.send(new StartDataQualityRuleRecommendationRunCommand(request));
  const look = () => glue.send(new GetDataQualityRuleRecommendationRunCommand({ RunId }));
  const run = await ended(look);
  assert.equal(run.ErrorString, undefined);
  assert.equal(run.Status, "SUCCEEDED");
  const rules = run.RecommendedRuleset ?? "";
  assert.match(rules, /RowCount between 2 and 8/);
  assert.match(rules, /IsComplete "part_id"/);
  assert.match(rules, /Completeness "width" >= 0\.75/);
  assert.match(rules, /ColumnValues "width" between 10\.5 and 30\.5/);
  assert.match(rules, /ColumnValues "label" in \["NG", "OK"\]/);
  const kept = await glue.send(new GetDataQualityRulesetCommand({ Name: "recommended" }));
  assert.deepEqual([kept.Ruleset, kept.RecommendationRunId], [rules, RunId]);
  const { Runs = [] } = await glue.send(new ListDataQualityRuleRecommendationRunsCommand({}));
  assert.deepEqual(
    Runs.map((one) => [one.RunId, one.CreatedRulesetName]),
    [[RunId, "recommended"]],
  );
  const evaluated = await startEvaluation(["recommended"]);
  const { ResultIds = [] } = await ended(() => evaluation(evaluated));
  const result = await glue.send(new GetDataQualityResultCommand({ ResultId: ResultIds[0] }));
  const failed = result.RuleResults?.filter((rule) => rule.Result !== "PASS");
  assert.deepEqual([failed, result.Score], [[], 1]);
});

test("a job's EvaluateDataQuality is a result with the job's name", async () => {
  const { glue } = server;
  const source = `
import sys
from awsglue.context import GlueContext
from awsgluedq.transforms import EvaluateDataQuality
from pyspark.context import SparkContext
context = GlueContext(SparkContext.getOrCreate())
parts = context.create_dynamic_frame.from_catalog(database="lab", table_name="parts")
rows = EvaluateDataQuality().process_rows(
    frame=parts,
    ruleset='Rules = [ IsComplete "width" ]',
    publishing_options={"dataQualityEvaluationContext": "after-read", "enableDataQualityResultsPublishing": True},
)
print("FAILED", rows.select("rowLevelOutcomes").toDF().where("DataQualityEvaluationResult = 'Failed'").count())
`;
  server.put("lab", "scripts/checks.py", source);
  const Command = { Name: "glueetl", ScriptLocation: "s3://lab/scripts/checks.py" };
  await glue.send(new CreateJobCommand({ Name: "checks", Role, Command, GlueVersion: "6.0" }));
  const { JobRunId: RunId } = await glue.send(new StartJobRunCommand({ JobName: "checks" }));
  const run = await ended(async () => {
    const { JobRun } = await glue.send(new GetJobRunCommand({ JobName: "checks", RunId }));
    return { Status: JobRun?.JobRunState, message: JobRun?.ErrorMessage };
  });
  assert.deepEqual(run, { Status: "SUCCEEDED", message: undefined });
  const { Results = [] } = await glue.send(new ListDataQualityResultsCommand({ Filter: { JobName: "checks" } }));
  assert.deepEqual(
    Results.map((result) => result.JobRunId),
    [RunId],
  );
  const result = await glue.send(new GetDataQualityResultCommand({ ResultId: Results[0]?.ResultId }));
  assert.equal(result.EvaluationContext, "after-read");
  assert.deepEqual(result.RuleResults?.[0]?.EvaluatedMetrics, { "Column.width.Completeness": 0.75 });
  assert.deepEqual([result.AggregatedMetrics?.TotalRowsFailed, result.AggregatedMetrics?.TotalRowsProcessed], [1, 4]);
  assert.ok((await logMessages(server.logs, "/aws-glue/jobs/output", RunId ?? "")).includes("FAILED 1"));
});

/** The JVMs that work on a data folder. */
function jvms(dataDir: string): string[] {
  const lines = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes("SparkMain") && line.includes(dataDir));
}

async function waitUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    assert.ok(tries < 600, "It did not come so far within a minute.");
    await sleep(100);
  }
}

test("a run does not outlive a kill -9, and is FAILED after it", async () => {
  const dataDir = `${server.dataDir}-killed`;
  const first = await startGlueProcess(dataDir);
  await createParts(first);
  await first.glue.send(new CreateDataQualityRulesetCommand({ Name: "r", Ruleset: "Rules = [ RowCount > 0 ]" }));
  const request = { DataSource, Role, RulesetNames: ["r"] };
  const { RunId = "" } = await first.glue.send(new StartDataQualityRulesetEvaluationRunCommand(request));
  await waitUntil(async () => (await evaluation(RunId, first.glue)).Status === "RUNNING" && jvms(dataDir).length > 0);
  first.process.kill("SIGKILL");
  await waitUntil(() => jvms(dataDir).length === 0);
  const second = await startGlueServer(dataDir);
  try {
    const run = await evaluation(RunId, second.glue);
    assert.equal(run.Status, "FAILED");
    assert.match(run.ErrorString ?? "", /the run was going on/);
    assert.equal((await second.glue.send(new GetDataQualityRulesetCommand({ Name: "r" }))).Name, "r");
  } finally {
    await second.close();
  }
});

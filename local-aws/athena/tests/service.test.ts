import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  BatchGetQueryExecutionCommand,
  CreateDataCatalogCommand,
  GetDataCatalogCommand,
  GetQueryResultsCommand,
  GetQueryRuntimeStatisticsCommand,
  ListDatabasesCommand,
  ListEngineVersionsCommand,
  ListTagsForResourceCommand,
  StopQueryExecutionCommand,
  TagResourceCommand,
} from "@aws-sdk/client-athena";
import { endless, TestClient } from "../testing/test-client";

let client: TestClient;

before(async () => {
  client = await TestClient.borrow("athena-service");
  await client.put("numbers/a.csv", "1\n2\n3\n");
  await client.run(`CREATE EXTERNAL TABLE numbers (n int) LOCATION 's3://athena-service/numbers/'`);
});

after(() => client.close());

test("there is one engine and one data catalog, and no other", async () => {
  const { EngineVersions } = await client.athena.send(new ListEngineVersionsCommand({}));
  assert.deepEqual(
    EngineVersions?.map(({ SelectedEngineVersion }) => SelectedEngineVersion),
    ["AUTO", "Athena engine version 3"],
  );
  const { DataCatalog } = await client.athena.send(new GetDataCatalogCommand({ Name: "awsdatacatalog" }));
  assert.equal(DataCatalog?.Type, "GLUE");
  await assert.rejects(client.athena.send(new GetDataCatalogCommand({ Name: "mysql" })), /mysql was not found/);
  await assert.rejects(client.athena.send(new ListDatabasesCommand({ CatalogName: "mysql" })), /mysql was not found/);
  await assert.rejects(
    client.athena.send(new CreateDataCatalogCommand({ Name: "mysql", Type: "LAMBDA" })),
    /does not support athena:CreateDataCatalog/,
  );
});

test("runtime statistics tell the rows, the bytes, the times and the stages", async () => {
  const { QueryExecutionId, Statistics } = await client.run("SELECT n % 2 AS odd, count(*) FROM numbers GROUP BY 1");
  const { QueryRuntimeStatistics } = await client.athena.send(
    new GetQueryRuntimeStatisticsCommand({ QueryExecutionId }),
  );
  assert.deepEqual(
    { ...QueryRuntimeStatistics?.Rows, OutputBytes: 0 },
    { InputRows: 3, InputBytes: 6, OutputRows: 2, OutputBytes: 0 },
  );
  assert.equal(QueryRuntimeStatistics?.Timeline?.TotalExecutionTimeInMillis, Statistics?.TotalExecutionTimeInMillis);
  const top = QueryRuntimeStatistics?.OutputStage;
  assert.equal(top?.State, "FINISHED");
  assert.equal(top?.StageId, 0);
  assert.equal(top?.OutputRows, 2);
  const names: (string | undefined)[] = [];
  const walk = (stage: typeof top): void => {
    const walkPlan = (node: NonNullable<typeof top>["QueryStagePlan"]): void => {
      names.push(node?.Name);
      node?.Children?.forEach(walkPlan);
    };
    walkPlan(stage?.QueryStagePlan);
    stage?.SubStages?.forEach(walk);
  };
  walk(top);
  assert.ok(names.includes("aggregation") && names.some((name) => /table ?scan/i.test(name ?? "")), names.join());
});

test("who asks without a pause takes no processor from a query that runs", async () => {
  const id = await client.start(endless);
  await client.reaches(id, "RUNNING");
  let answers = 0;
  for (const end = Date.now() + 500; Date.now() < end; answers += 1) {
    assert.equal((await client.execution(id)).Status?.State, "RUNNING");
  }
  assert.ok(answers <= 12, `${answers} answers in half a second`);
  await client.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  assert.equal((await client.end(id)).Status?.State, "CANCELLED");
});

test("twenty queries run at once, the rest wait; all come to their end", async () => {
  const ids = await Promise.all(Array.from({ length: 22 }, () => client.start(endless)));
  await Promise.all(ids.slice(0, 20).map((id) => client.reaches(id, "RUNNING").catch(() => undefined)));
  const { QueryExecutions } = await client.athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }));
  const states = QueryExecutions?.map(({ Status }) => Status?.State) ?? [];
  assert.equal(states.filter((state) => state === "RUNNING").length, 20);
  assert.equal(states.filter((state) => state === "QUEUED").length, 2);
  assert.deepEqual(
    await client.rows("SHOW DATABASES"),
    [["default"], ["test_db"]].slice(-1),
    "DDL has a queue of its own",
  );
  for (const QueryExecutionId of ids) {
    await client.athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
  }
  const ended = await Promise.all(ids.map((id) => client.end(id)));
  assert.deepEqual(new Set(ended.map(({ Status }) => Status?.State)), new Set(["CANCELLED"]));
  assert.deepEqual(await client.rows("SELECT 1 AS one"), [["one"], ["1"]]);
});

test("after a crash all is there, and what ran then has failed", async () => {
  await client.rows("SELECT 1");
  const trinoUrl = (await client.health()).url ?? "";
  let crashed = await TestClient.start("athena-crash", { trinoUrl });
  const done = await crashed.run("SELECT 41 + 1 AS answer");
  await crashed.athena.send(
    new TagResourceCommand({
      ResourceARN: "arn:aws:athena:us-east-1:000000000000:workgroup/primary",
      Tags: [{ Key: "kept", Value: "yes" }],
    }),
  );
  await crashed.stop();
  // what a process that was killed leaves of a running query
  const folder = join(crashed.dataDir, "athena", "queries");
  const id = "11111111-2222-3333-4444-555555555555";
  const [file = ""] = readdirSync(folder).filter((name) => name === `${done.QueryExecutionId}.json`);
  const stored = JSON.parse(readFileSync(join(folder, file), "utf8")).value;
  stored.execution.QueryExecutionId = id;
  stored.execution.Status = { State: "RUNNING", SubmissionDateTime: new Date().toISOString() };
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(stored));

  crashed = await TestClient.start("athena-crash", { dataDir: crashed.dataDir, trinoUrl });
  const { Status } = await crashed.execution(id);
  assert.equal(Status?.State, "FAILED");
  assert.match(Status?.StateChangeReason ?? "", /stopped while the query was running/);
  const { ResultSet } = await crashed.athena.send(
    new GetQueryResultsCommand({ QueryExecutionId: done.QueryExecutionId }),
  );
  assert.equal(ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue, "42");
  const again = await crashed.execution(done.QueryExecutionId ?? "");
  assert.deepEqual(again.Status, done.Status);
  const { QueryRuntimeStatistics } = await crashed.athena.send(
    new GetQueryRuntimeStatisticsCommand({ QueryExecutionId: done.QueryExecutionId }),
  );
  assert.equal(QueryRuntimeStatistics?.Rows?.OutputRows, 1, "what Trino knew of a query that had just ended");
  const { Tags } = await crashed.athena.send(
    new ListTagsForResourceCommand({ ResourceARN: "arn:aws:athena:us-east-1:000000000000:workgroup/primary" }),
  );
  assert.deepEqual(Tags, [{ Key: "kept", Value: "yes" }]);
  await crashed.close();
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  BatchGetPreparedStatementCommand,
  BatchGetQueryExecutionCommand,
  CreateDataCatalogCommand,
  CreateNamedQueryCommand,
  CreatePreparedStatementCommand,
  CreateWorkGroupCommand,
  DeleteNamedQueryCommand,
  DeleteWorkGroupCommand,
  GetDataCatalogCommand,
  GetQueryResultsCommand,
  GetQueryRuntimeStatisticsCommand,
  GetWorkGroupCommand,
  ListDatabasesCommand,
  ListEngineVersionsCommand,
  ListNamedQueriesCommand,
  ListQueryExecutionsCommand,
  ListTagsForResourceCommand,
  ListWorkGroupsCommand,
  StopQueryExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { CreateBucketCommand, DeleteBucketCommand, DeleteObjectCommand } from "@aws-sdk/client-s3";
import { TestClient } from "../testing/test-client";

let client: TestClient;

before(async () => {
  client = await TestClient.start("athena-service");
  await client.put("numbers/a.csv", "1\n2\n3\n");
  await client.run(`CREATE EXTERNAL TABLE numbers (n int) LOCATION 's3://athena-service/numbers/'`);
});

after(() => client.close());

const reuse = (MaxAgeInMinutes: number) => ({
  ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes } },
});

test("a result is reused: nothing is scanned, the earlier file answers", async () => {
  const sql = "SELECT sum(n) AS total FROM numbers";
  const first = await client.run(sql);
  const again = await client.run(sql, reuse(60));
  assert.notEqual(again.QueryExecutionId, first.QueryExecutionId);
  assert.equal(again.Statistics?.ResultReuseInformation?.ReusedPreviousResult, true);
  assert.equal(again.Statistics?.DataScannedInBytes, 0);
  assert.equal(again.ResultConfiguration?.OutputLocation, first.ResultConfiguration?.OutputLocation);
  assert.deepEqual(await client.rows(sql, reuse(60)), [["total"], ["6"]]);
});

test("a result is not reused where anything differs, is too old, or is gone", async () => {
  const sql = "SELECT max(n) AS top FROM numbers WHERE n < ?";
  const input = { ExecutionParameters: ["3"], ...reuse(60) };
  const reused = async (text: string, more: Parameters<TestClient["run"]>[1]) =>
    (await client.run(text, more)).Statistics?.ResultReuseInformation?.ReusedPreviousResult;
  const first = await client.run(sql, input);
  assert.equal(await reused(sql, input), true);
  assert.equal(await reused(sql, { ...input, ResultReuseConfiguration: undefined }), false);
  assert.equal(await reused(sql, { ...input, ...reuse(0) }), false);
  assert.equal(await reused(sql, { ...input, ExecutionParameters: ["2"] }), false);
  assert.equal(await reused(sql.replace("top", "most"), input), false);
  const elsewhere = { OutputLocation: "s3://athena-service/elsewhere/" };
  assert.equal(await reused(sql, { ...input, ResultConfiguration: elsewhere }), false);
  const context = { QueryExecutionContext: { Database: "default" } };
  assert.equal(await reused(sql.replace("numbers", "test_db.numbers"), { ...input, ...context }), false);
  const again = await client.run("SELECT min(n) FROM numbers");
  const Key = again.ResultConfiguration?.OutputLocation?.replace("s3://athena-service/", "");
  await client.s3.send(new DeleteObjectCommand({ Bucket: "athena-service", Key }));
  assert.equal(await reused("SELECT min(n) FROM numbers", reuse(60)), false);
  assert.equal(first.Statistics?.ResultReuseInformation?.ReusedPreviousResult, false);
});

test("the age of a result that may be reused is at most a week", async () => {
  await assert.rejects(client.start("SELECT 1", reuse(10_081)), {
    name: "InvalidRequestException",
    message: /maxAgeInMinutes.* Member must have value less than or equal to 10080/,
  });
});

test("requests that cannot be are refused", async () => {
  const refused = (sql: string, input: Parameters<TestClient["run"]>[1], message: RegExp) =>
    assert.rejects(client.start(sql, input), { name: "InvalidRequestException", message });
  await refused("SELECT 1", { ClientRequestToken: "short" }, /clientRequestToken/);
  await refused("SELECT 1", { ExecutionParameters: [] }, /executionParameters/);
  await refused("SELECT 1", { QueryExecutionContext: { Catalog: "mysql" } }, /DataCatalog mysql was not found/);
  await refused("SELECT 1", { WorkGroup: "none" }, /WorkGroup is not found/);
  await refused("SELECT 1", { ResultConfiguration: { OutputLocation: "file:///tmp" } }, /not a valid S3 path/);
  await refused("  ", {}, /empty/);
  await refused(`SELECT '${"x".repeat(262_144)}'`, {}, /maximum allowed length of 262144/);
});

test("what does not parse is refused at once, with the place in its own lines", async () => {
  const malformed = (sql: string, message: RegExp) =>
    assert.rejects(client.start(sql), {
      name: "InvalidRequestException",
      AthenaErrorCode: "MALFORMED_QUERY",
      message,
    });
  await malformed("SELECT\n  a,\n  FROM numbers", /^line 3:3: mismatched input 'FROM'\. Expecting: /);
  await malformed("SELEC 1", /^line 1:1: mismatched input 'SELEC'\. Expecting: 'ALTER', /);
  await malformed("SELECT 1; SELECT 2", /^Only one sql statement is allowed\. Got: SELECT 1; SELECT 2$/);
  await malformed(
    "SELECT 1; -- and a comment",
    /^Only one sql statement is allowed\. Got: SELECT 1; -- and a comment$/,
  );
  await malformed(" ; ", /^Empty sql statement: {2};$/);
  await malformed("GRANT SELECT ON numbers TO ROLE x", /^Queries of this type are not supported$/);
});

test("the text of a query is kept without the blanks and semicolons around it, its context as it was given", async () => {
  const QueryExecutionContext = { Catalog: "AwsDataCatalog", Database: "Test_DB" };
  const { Query, QueryExecutionContext: kept } = await client.run("\n SELECT 1 ;; ", { QueryExecutionContext });
  assert.deepEqual([Query, kept], ["SELECT 1", { Catalog: "awsdatacatalog", Database: "Test_DB" }]);
  const { QueryExecutionContext: none } = await client.run("SELECT 1", { QueryExecutionContext: undefined });
  assert.deepEqual(none ?? {}, {});
});

test("a workgroup has tags", async () => {
  const Tags = [
    { Key: "line", Value: "L1" },
    { Key: "team", Value: "quality" },
  ];
  await client.athena.send(new CreateWorkGroupCommand({ Name: "tagged", Tags }));
  const ResourceARN = "arn:aws:athena:us-east-1:000000000000:workgroup/tagged";
  const tags = async () => (await client.athena.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
  assert.deepEqual(await tags(), Tags);
  await client.athena.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "line", Value: "L2" }] }));
  await client.athena.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["team"] }));
  assert.deepEqual(await tags(), [{ Key: "line", Value: "L2" }]);
  const none = "arn:aws:athena:us-east-1:000000000000:workgroup/none";
  await assert.rejects(client.athena.send(new ListTagsForResourceCommand({ ResourceARN: none })), {
    name: "ResourceNotFoundException",
  });
  await client.athena.send(new DeleteWorkGroupCommand({ WorkGroup: "tagged" }));
  await client.athena.send(new CreateWorkGroupCommand({ Name: "tagged" }));
  assert.deepEqual(await tags(), []);
});

test("a workgroup's name and engine are checked; its settings are changed and taken away", async () => {
  const create = (input: ConstructorParameters<typeof CreateWorkGroupCommand>[0]) =>
    client.athena.send(new CreateWorkGroupCommand(input));
  await assert.rejects(create({ Name: "two words" }), /regular expression pattern: \[a-zA-Z0-9\._-\]\{1,128\}/);
  await assert.rejects(create({ Name: "x".repeat(129) }), /regular expression/);
  await assert.rejects(create({ Name: "primary" }), /WorkGroup is already created/);
  const EngineVersion = { SelectedEngineVersion: "PySpark engine version 3" };
  await assert.rejects(create({ Name: "spark", Configuration: { EngineVersion } }), /has Athena engine version 3 only/);
  const ResultConfiguration = { OutputLocation: "s3://athena-service/group/" };
  await create({ Name: "changing", Description: "first", Configuration: { ResultConfiguration } });
  const ConfigurationUpdates = {
    EnforceWorkGroupConfiguration: false,
    BytesScannedCutoffPerQuery: 20_000_000,
    ResultConfigurationUpdates: { RemoveOutputLocation: true },
  };
  const update = { WorkGroup: "changing", Description: "second", ConfigurationUpdates };
  await client.athena.send(new UpdateWorkGroupCommand(update));
  const { WorkGroup } = await client.athena.send(new GetWorkGroupCommand({ WorkGroup: "changing" }));
  assert.equal(WorkGroup?.Description, "second");
  assert.equal(WorkGroup?.Configuration?.EnforceWorkGroupConfiguration, false);
  assert.equal(WorkGroup?.Configuration?.BytesScannedCutoffPerQuery, 20_000_000);
  assert.equal(WorkGroup?.Configuration?.ResultConfiguration?.OutputLocation, undefined);
});

test("an enforced workgroup decides where results go, another lets the request decide", async () => {
  const group = `s3://athena-service/by-group/`;
  const Configuration = { ResultConfiguration: { OutputLocation: group } };
  for (const enforced of [true, false]) {
    const Name = `enforced-${enforced}`;
    await client.athena.send(
      new CreateWorkGroupCommand({
        Name,
        Configuration: { ...Configuration, EnforceWorkGroupConfiguration: enforced },
      }),
    );
    const { ResultConfiguration } = await client.run("SELECT 1", { WorkGroup: Name });
    assert.equal(ResultConfiguration?.OutputLocation?.startsWith(group), enforced);
    const own = await client.run("SELECT 1", { WorkGroup: Name, ResultConfiguration: undefined });
    assert.ok(own.ResultConfiguration?.OutputLocation?.startsWith(group));
  }
});

test("a workgroup that holds queries goes only with them", async () => {
  await client.athena.send(new CreateWorkGroupCommand({ Name: "full" }));
  const named = { Name: "n", Database: "test_db", QueryString: "SELECT 1", WorkGroup: "full" };
  await client.athena.send(new CreateNamedQueryCommand(named));
  const statement = { StatementName: "stays", QueryStatement: "SELECT ?", WorkGroup: "full" };
  await client.athena.send(new CreatePreparedStatementCommand(statement));
  const remove = (RecursiveDeleteOption: boolean) =>
    client.athena.send(new DeleteWorkGroupCommand({ WorkGroup: "full", RecursiveDeleteOption }));
  await assert.rejects(remove(false), /WorkGroup full is not empty/);
  await remove(true);
  await client.athena.send(new CreateWorkGroupCommand({ Name: "full" }));
  const { UnprocessedPreparedStatementNames } = await client.athena.send(
    new BatchGetPreparedStatementCommand({ WorkGroup: "full", PreparedStatementNames: ["stays"] }),
  );
  assert.equal(UnprocessedPreparedStatementNames?.[0]?.ErrorCode, "STATEMENT_NOT_FOUND");
  await assert.rejects(
    client.athena.send(new DeleteWorkGroupCommand({ WorkGroup: "primary" })),
    /primary workgroup cannot be deleted/,
  );
});

test("prepared statements come in one call, the unknown apart", async () => {
  const put = { StatementName: "known", QueryStatement: "SELECT ?", WorkGroup: "primary" };
  await client.athena.send(new CreatePreparedStatementCommand(put));
  const PreparedStatementNames = ["known", "unknown"];
  const answer = await client.athena.send(
    new BatchGetPreparedStatementCommand({ WorkGroup: "primary", PreparedStatementNames }),
  );
  assert.deepEqual(
    answer.PreparedStatements?.map(({ QueryStatement }) => QueryStatement),
    ["SELECT ?"],
  );
  assert.deepEqual(
    answer.UnprocessedPreparedStatementNames?.map(({ StatementName }) => StatementName),
    ["unknown"],
  );
});

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

test("lists come in pages that nothing in between shifts; a wrong size or token is refused", async () => {
  await client.athena.send(
    new CreateWorkGroupCommand({
      Name: "paged",
      Configuration: { ResultConfiguration: { OutputLocation: "s3://athena-service/paged/" } },
    }),
  );
  const page = (MaxResults: number, NextToken?: string) =>
    client.athena.send(new ListQueryExecutionsCommand({ WorkGroup: "paged", MaxResults, NextToken }));
  const started: string[] = [];
  const startOne = async () => {
    const { QueryExecutionId = "" } = await client.run(`SELECT ${started.length}`, { WorkGroup: "paged" });
    started.unshift(QueryExecutionId);
  };
  for (let round = 0; round < 5; round += 1) {
    await startOne();
  }
  const first = await page(2);
  assert.deepEqual(first.QueryExecutionIds, started.slice(0, 2));
  await startOne();
  const second = await page(2, first.NextToken);
  assert.deepEqual(second.QueryExecutionIds, started.slice(3, 5));
  const third = await page(2, second.NextToken);
  assert.deepEqual(third.QueryExecutionIds, started.slice(5));
  assert.equal(third.NextToken, undefined);
  await assert.rejects(page(51), /Value at 'maxResults' .* less than or equal to 50/);
  await assert.rejects(page(2, "no token"), /The nextPageToken is malformed: no token/);
  await assert.rejects(client.athena.send(new ListWorkGroupsCommand({ MaxResults: 0 })), /greater than or equal to 1/);
  const many = Array.from({ length: 51 }, (_, index) => `id-${index}`);
  await assert.rejects(
    client.athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: many })),
    /length less than or equal to 50/,
  );
});

test("a page goes on behind an item that was deleted since", async () => {
  const save = async (n: number) => {
    const query = { Name: `n${n}`, Database: "test_db", QueryString: "SELECT 1", WorkGroup: "paged" };
    return (await client.athena.send(new CreateNamedQueryCommand(query))).NamedQueryId ?? "";
  };
  const saved = (await Promise.all([1, 2, 3, 4, 5].map(save))).sort();
  const page = (NextToken?: string) =>
    client.athena.send(new ListNamedQueriesCommand({ WorkGroup: "paged", MaxResults: 2, NextToken }));
  const first = await page();
  assert.deepEqual(first.NamedQueryIds, saved.slice(0, 2));
  await client.athena.send(new DeleteNamedQueryCommand({ NamedQueryId: saved[1] }));
  const second = await page(first.NextToken);
  assert.deepEqual(second.NamedQueryIds, saved.slice(2, 4));
  for (const NamedQueryId of saved.slice(2)) {
    await client.athena.send(new DeleteNamedQueryCommand({ NamedQueryId }));
  }
  assert.deepEqual((await page(second.NextToken)).NamedQueryIds, []);
});

test("the same request is the same query, whatever has become of its bucket", async () => {
  const bucket = "athena-service-once";
  await client.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const ResultConfiguration = { OutputLocation: `s3://${bucket}/` };
  const ClientRequestToken = "0123456789abcdef0123456789abcdef";
  const started = await client.start("SELECT 1", { ClientRequestToken, ResultConfiguration });
  await client.end(started);
  await client.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: `${started}.csv` }));
  await client.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: `${started}.csv.metadata` }));
  await client.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  assert.equal(await client.start("SELECT 1", { ClientRequestToken, ResultConfiguration }), started);
  for (const more of [
    { QueryString: "SELECT 2" },
    { ExecutionParameters: ["1"] },
    { QueryExecutionContext: { Database: "default" } },
  ]) {
    const other = client.start("SELECT 1", { ClientRequestToken, ResultConfiguration, ...more });
    await assert.rejects(other, /Idempotent parameters do not match/);
  }
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

test("twenty queries run at once, the rest wait; all come to their end", async () => {
  const slow =
    "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 1000)) c(z)";
  const ids = await Promise.all(Array.from({ length: 22 }, () => client.start(slow)));
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
  const done = await client.run("SELECT 41 + 1 AS answer");
  await client.athena.send(
    new TagResourceCommand({
      ResourceARN: "arn:aws:athena:us-east-1:000000000000:workgroup/primary",
      Tags: [{ Key: "kept", Value: "yes" }],
    }),
  );
  await client.stop();
  // what a process that was killed leaves of a running query
  const folder = join(client.dataDir, "athena", "queries");
  const id = "11111111-2222-3333-4444-555555555555";
  const [file = ""] = readdirSync(folder).filter((name) => name === `${done.QueryExecutionId}.json`);
  const stored = JSON.parse(readFileSync(join(folder, file), "utf8")).value;
  stored.execution.QueryExecutionId = id;
  stored.execution.Status = { State: "RUNNING", SubmissionDateTime: new Date().toISOString() };
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(stored));

  client = await TestClient.start("athena-service", { dataDir: client.dataDir });
  const { Status } = await client.execution(id);
  assert.equal(Status?.State, "FAILED");
  assert.match(Status?.StateChangeReason ?? "", /stopped while the query was running/);
  const { ResultSet } = await client.athena.send(
    new GetQueryResultsCommand({ QueryExecutionId: done.QueryExecutionId }),
  );
  assert.equal(ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue, "42");
  const again = await client.execution(done.QueryExecutionId ?? "");
  assert.deepEqual(again.Status, done.Status);
  const { Tags } = await client.athena.send(
    new ListTagsForResourceCommand({ ResourceARN: "arn:aws:athena:us-east-1:000000000000:workgroup/primary" }),
  );
  assert.deepEqual(Tags, [{ Key: "kept", Value: "yes" }]);
});

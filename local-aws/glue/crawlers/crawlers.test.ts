import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateCrawlerCommand,
  type CreateCrawlerRequest,
  CreateTableCommand,
  DeleteCrawlerCommand,
  DeleteTableCommand,
  GetCrawlerCommand,
  GetCrawlerMetricsCommand,
  GetCrawlersCommand,
  GetPartitionIndexesCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  GetTableVersionsCommand,
  ListCrawlersCommand,
  ListCrawlsCommand,
  StartCrawlerCommand,
  StopCrawlerCommand,
  type Table,
  UpdateCrawlerCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { logMessages } from "../testing/log-messages";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

const rows = "id,x\n1,2.5\n2,3\n";

/** A crawler over a bucket of its own, which is also the name of its database. */
async function createCrawler(name: string, more: Partial<CreateCrawlerRequest> = {}): Promise<void> {
  mkdirSync(join(server.dataDir, "s3", name), { recursive: true });
  await server.glue.send(
    new CreateCrawlerCommand({
      Name: name,
      Role: "role",
      DatabaseName: name,
      Targets: { S3Targets: [{ Path: `s3://${name}/` }] },
      ...more,
    }),
  );
}

async function crawlWell(name: string): Promise<void> {
  const { LastCrawl } = await server.crawl(name);
  assert.deepEqual([LastCrawl?.Status, LastCrawl?.ErrorMessage], ["SUCCEEDED", undefined]);
}

async function table(database: string, Name: string): Promise<Table> {
  const { Table: found } = await server.glue.send(new GetTableCommand({ DatabaseName: database, Name }));
  return found as Table;
}

async function partitions(DatabaseName: string, TableName: string) {
  const { Partitions = [] } = await server.glue.send(new GetPartitionsCommand({ DatabaseName, TableName }));
  return Partitions;
}

const columns = (one: Pick<Table, "StorageDescriptor"> | undefined): string =>
  (one?.StorageDescriptor?.Columns ?? []).map((column) => `${column.Name} ${column.Type}`).join(", ");

const remove = (bucket: string, key: string): void =>
  rmSync(join(server.dataDir, "s3", bucket, key), { recursive: true });

test("the lesson's crawler: prefix, formats, logs, metrics", async () => {
  const bucket = "lesson";
  server.put(bucket, "raw/inspections/inspection_date=2025-06-29/inspections.csv", rows);
  server.put(bucket, "raw/labels/inspection_date=2025-06-29/labels.json", '{"part_id":1,"label":"Bumps"}\n');
  await createCrawler(bucket, { TablePrefix: "raw_", Targets: { S3Targets: [{ Path: `s3://${bucket}/raw/` }] } });
  const crawler = await server.crawl(bucket);
  const inspections = await table(bucket, "raw_inspections");
  const descriptor = inspections.StorageDescriptor;
  assert.equal(inspections.TableType, "EXTERNAL_TABLE");
  assert.equal(descriptor?.SerdeInfo?.SerializationLibrary, "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");
  assert.deepEqual(descriptor?.SerdeInfo?.Parameters, { "field.delim": "," });
  assert.equal(descriptor?.InputFormat, "org.apache.hadoop.mapred.TextInputFormat");
  const labels = await table(bucket, "raw_labels");
  assert.equal(labels.StorageDescriptor?.SerdeInfo?.SerializationLibrary, "org.openx.data.jsonserde.JsonSerDe");
  assert.deepEqual(labels.StorageDescriptor?.SerdeInfo?.Parameters, { paths: "label,part_id" });
  const [partition] = await partitions(bucket, "raw_labels");
  assert.equal(partition?.StorageDescriptor?.Location, `s3://${bucket}/raw/labels/inspection_date=2025-06-29/`);
  assert.equal(columns(partition), columns(labels));
  const indexes = await server.glue.send(
    new GetPartitionIndexesCommand({ DatabaseName: bucket, TableName: "raw_labels" }),
  );
  assert.equal(indexes.PartitionIndexDescriptorList?.[0]?.IndexName, "crawler_partition_index");

  const { LogGroup = "", LogStream = "", MessagePrefix = "" } = crawler.LastCrawl ?? {};
  assert.deepEqual([LogGroup, LogStream], ["/aws-glue/crawlers", bucket]);
  const messages = await logMessages(server.logs, LogGroup, LogStream);
  assert.ok(messages.every((message) => message.startsWith(`[${MessagePrefix}]`)));
  assert.ok(messages.some((message) => message.includes("Created table raw_labels in database lesson")));
  assert.match(messages.at(-1) ?? "", /is in state READY$/);
  const { CrawlerMetricsList } = await server.glue.send(new GetCrawlerMetricsCommand({ CrawlerNameList: [bucket] }));
  assert.equal(CrawlerMetricsList?.[0]?.TablesCreated, 2);
  const { Crawls } = await server.glue.send(new ListCrawlsCommand({ CrawlerName: bucket }));
  assert.equal(Crawls?.[0]?.State, "COMPLETED");
});

test("a second crawl of the same files changes nothing and makes no version", async () => {
  server.put("same", "t/d=1/f.csv", rows);
  await createCrawler("same");
  await crawlWell("same");
  const before = [await table("same", "t"), await partitions("same", "t")];
  await crawlWell("same");
  assert.deepEqual([await table("same", "t"), await partitions("same", "t")], before);
});

test("UPDATE_IN_DATABASE takes new columns and partitions over, with a version", async () => {
  server.put("update", "t/d=1/f.csv", "id,x,z\n1,2.5,0\n");
  await createCrawler("update");
  await crawlWell("update");
  server.put("update", "t/d=2/f.csv", "id,x,z,y\n1,2.5,0,true\n2,3,0,false\n");
  await crawlWell("update");
  assert.equal(columns(await table("update", "t")), "id bigint, x double, z bigint, y boolean");
  const found = await partitions("update", "t");
  assert.deepEqual(found.map(columns), ["id bigint, x double, z bigint", "id bigint, x double, z bigint, y boolean"]);
  const versions = new GetTableVersionsCommand({ DatabaseName: "update", TableName: "t" });
  const { TableVersions = [] } = await server.glue.send(versions);
  assert.deepEqual(
    TableVersions.map((version) => version.VersionId),
    ["1", "0"],
  );
});

test("InheritFromTable gives every partition the table's columns", async () => {
  server.put("inherit", "t/d=1/f.csv", rows);
  server.put("inherit", "t/d=2/f.csv", "id,x\n1,n/a\n2,3\n");
  const output = { Partitions: { AddOrUpdateBehavior: "InheritFromTable" } };
  await createCrawler("inherit", { Configuration: JSON.stringify({ Version: 1.0, CrawlerOutput: output }) });
  await crawlWell("inherit");
  const found = await partitions("inherit", "t");
  assert.deepEqual(found.map(columns), ["id bigint, x string", "id bigint, x string"]);
});

test("MergeNewColumns keeps the columns that a person corrected", async () => {
  server.put("merge", "t/f.csv", rows);
  const StorageDescriptor = { Columns: [{ Name: "id", Type: "string" }], Location: "s3://merge/t/" };
  const output = { Tables: { AddOrUpdateBehavior: "MergeNewColumns" } };
  await createCrawler("merge", { Configuration: JSON.stringify({ Version: 1.0, CrawlerOutput: output }) });
  await crawlWell("merge");
  await server.glue.send(new DeleteTableCommand({ DatabaseName: "merge", Name: "t" }));
  const TableInput = { Name: "mine", Description: "by hand", StorageDescriptor, Parameters: { note: "kept" } };
  await server.glue.send(new CreateTableCommand({ DatabaseName: "merge", TableInput }));
  await crawlWell("merge");
  const mine = await table("merge", "mine");
  assert.equal(columns(mine), "id string, x double");
  assert.deepEqual([mine.Description, mine.Parameters?.note], ["by hand", "kept"]);
});

test("LOG changes no table, but new partitions come in", async () => {
  const SchemaChangePolicy = { UpdateBehavior: "LOG", DeleteBehavior: "LOG" } as const;
  server.put("log-only", "t/d=1/f.csv", "id,x,z\n1,2.5,0\n");
  await createCrawler("log-only", { SchemaChangePolicy });
  await crawlWell("log-only");
  const before = await table("log-only", "t");
  server.put("log-only", "t/d=2/f.csv", "id,x,z,y\n1,2.5,0,true\n2,3,0,false\n");
  remove("log-only", "t/d=1");
  await crawlWell("log-only");
  assert.deepEqual(await table("log-only", "t"), before);
  assert.deepEqual(
    (await partitions("log-only", "t")).map((one) => one.Values),
    [["1"], ["2"]],
  );
});

for (const [DeleteBehavior, left] of [
  ["DELETE_FROM_DATABASE", [["kept"], ["1"]]],
  [
    "DEPRECATE_IN_DATABASE",
    [
      ["gone", "kept"],
      ["1", "2"],
    ],
  ],
] as const) {
  test(`${DeleteBehavior} for tables and partitions whose files have gone`, async () => {
    const name = DeleteBehavior.toLowerCase().replaceAll("_", "-");
    server.put(name, "kept/d=1/f.csv", rows);
    server.put(name, "kept/d=2/f.csv", rows);
    server.put(name, "gone/f.json", '{"a":1}\n');
    await createCrawler(name, { SchemaChangePolicy: { UpdateBehavior: "UPDATE_IN_DATABASE", DeleteBehavior } });
    await crawlWell(name);
    remove(name, "kept/d=2");
    remove(name, "gone");
    await crawlWell(name);
    const { TableList = [] } = await server.glue.send(new GetTablesCommand({ DatabaseName: name }));
    const found = await partitions(name, "kept");
    const shown = [TableList.map((one) => one.Name), found.map((one) => one.Values?.[0])];
    assert.deepEqual(shown, left);
    const marked = [...TableList, ...found].filter((one) => one.Parameters?.DEPRECATED_BY_CRAWLER !== undefined);
    assert.equal(marked.length, DeleteBehavior === "DEPRECATE_IN_DATABASE" ? 2 : 0);
    if (marked.length > 0) {
      server.put(name, "gone/f.json", '{"a":1}\n');
      await crawlWell(name);
      assert.equal((await table(name, "gone")).Parameters?.DEPRECATED_BY_CRAWLER, undefined);
    }
  });
}

test("CRAWL_NEW_FOLDERS_ONLY adds new folders as partitions and leaves old ones unread", async () => {
  server.put("new-only", "t/d=1/f.csv", rows);
  server.put("new-only", "u/d=1/f.json", '{"a":1}\n');
  const SchemaChangePolicy = { UpdateBehavior: "LOG", DeleteBehavior: "LOG" } as const;
  const RecrawlPolicy = { RecrawlBehavior: "CRAWL_NEW_FOLDERS_ONLY" } as const;
  await assert.rejects(createCrawler("new-only", { RecrawlPolicy }), { name: "InvalidInputException" });
  await createCrawler("new-only", { RecrawlPolicy, SchemaChangePolicy });
  await crawlWell("new-only");
  server.put("new-only", "t/d=1/g.csv", "id,x,z\n1,2,3\n");
  server.put("new-only", "t/d=2/f.csv", rows);
  server.put("new-only", "v/f.csv", rows);
  await crawlWell("new-only");
  const found = await partitions("new-only", "t");
  assert.deepEqual(
    found.map((one) => [one.Values?.[0], columns(one), one.Parameters?.objectCount]),
    [
      ["1", "id bigint, x double", "1"],
      ["2", "id bigint, x double", "1"],
    ],
  );
  assert.equal((await table("new-only", "v")).StorageDescriptor?.Location, "s3://new-only/v/");
});

test("two tables of one name: the second has a hash behind it", async () => {
  server.put("twice", "a/data/f.csv", rows);
  server.put("twice", "b/data/f.json", '{"q":1}\n');
  const S3Targets = [{ Path: "s3://twice/a/data/" }, { Path: "s3://twice/b/data/" }];
  await createCrawler("twice", { Targets: { S3Targets } });
  await crawlWell("twice");
  await crawlWell("twice");
  const { TableList = [] } = await server.glue.send(new GetTablesCommand({ DatabaseName: "twice" }));
  const names = TableList.map((one) => one.Name);
  assert.equal(names[0], "data");
  assert.match(names[1] ?? "", /^data_[0-9a-f]{32}$/);
  assert.equal(names.length, 2);
});

test("a bucket that is missing fails the crawl with a message; too many tables, too", async () => {
  await createCrawler("no-bucket", { Targets: { S3Targets: [{ Path: "s3://is-not-there/x/" }] } });
  const missing = await server.crawl("no-bucket");
  assert.equal(missing.LastCrawl?.Status, "FAILED");
  assert.match(missing.LastCrawl?.ErrorMessage ?? "", /specified bucket does not exist.*NoSuchBucket/);
  server.put("many", "a/f.csv", rows);
  server.put("many", "b/f.json", '{"q":1}\n');
  const output = { Tables: { TableThreshold: 1 } };
  await createCrawler("many", { Configuration: JSON.stringify({ Version: 1, CrawlerOutput: output }) });
  const failed = await server.crawl("many");
  assert.match(failed.LastCrawl?.ErrorMessage ?? "", /number of tables detected by crawler: 2 is greater/);
});

test("while it runs: no second start, update or delete; StopCrawler ends it as CANCELLED", async () => {
  for (let index = 0; index < 1500; index += 1) {
    server.put("busy", `t/d=${index}/f.csv`, `id,x\n${`${index},2.5\n`.repeat(200)}`);
  }
  await createCrawler("busy");
  const by = { Name: "busy" };
  await assert.rejects(server.glue.send(new StopCrawlerCommand(by)), { name: "CrawlerNotRunningException" });
  await server.glue.send(new StartCrawlerCommand(by));
  const { Crawler: running } = await server.glue.send(new GetCrawlerCommand(by));
  assert.equal(running?.State, "RUNNING");
  await assert.rejects(server.glue.send(new StartCrawlerCommand(by)), {
    name: "CrawlerRunningException",
    message: "Crawler with name busy has already started",
  });
  await assert.rejects(server.glue.send(new UpdateCrawlerCommand(by)), { name: "CrawlerRunningException" });
  await assert.rejects(server.glue.send(new DeleteCrawlerCommand(by)), { name: "CrawlerRunningException" });
  await server.glue.send(new StopCrawlerCommand(by));
  for (;;) {
    const { Crawler: stopped } = await server.glue.send(new GetCrawlerCommand(by));
    if (stopped?.State === "READY") {
      assert.equal(stopped.LastCrawl?.Status, "CANCELLED");
      break;
    }
    assert.equal(stopped?.State, "STOPPING");
  }
  await assert.rejects(server.glue.send(new GetTablesCommand({ DatabaseName: "busy" })), {
    name: "EntityNotFoundException",
  });
  await crawlWell("busy");
  assert.equal((await partitions("busy", "t")).length, 1000);
});

test("definitions: read back, updated, listed, deleted; unknown names in AWS's words", async () => {
  await createCrawler("defined", { Description: "d", Tags: { team: "quality" }, TablePrefix: "p_" });
  await assert.rejects(createCrawler("defined"), { name: "AlreadyExistsException" });
  await server.restart();
  const { Crawler: crawler } = await server.glue.send(new GetCrawlerCommand({ Name: "defined" }));
  assert.equal(crawler?.State, "READY");
  assert.deepEqual(crawler?.Targets?.S3Targets, [{ Path: "s3://defined/", Exclusions: [] }]);
  assert.deepEqual(crawler?.SchemaChangePolicy, {
    UpdateBehavior: "UPDATE_IN_DATABASE",
    DeleteBehavior: "DEPRECATE_IN_DATABASE",
  });
  await server.glue.send(new UpdateCrawlerCommand({ Name: "defined", TablePrefix: "q_" }));
  const { Crawlers = [] } = await server.glue.send(new GetCrawlersCommand({}));
  const updated = Crawlers.find((one) => one.Name === "defined");
  assert.deepEqual([updated?.TablePrefix, updated?.Description, updated?.Version], ["q_", "d", 2]);
  const listed = await server.glue.send(new ListCrawlersCommand({ Tags: { team: "quality" } }));
  assert.deepEqual(listed.CrawlerNames, ["defined"]);
  await server.glue.send(new DeleteCrawlerCommand({ Name: "defined" }));
  await assert.rejects(server.glue.send(new GetCrawlerCommand({ Name: "defined" })), {
    name: "EntityNotFoundException",
    message: "Crawler entry with name defined does not exist",
  });
  await assert.rejects(server.glue.send(new StartCrawlerCommand({ Name: "defined" })), {
    name: "EntityNotFoundException",
    message: "Crawler with name defined does not exist",
  });
});

test("what the embedded AWS cannot crawl is refused", async () => {
  const refused: [Partial<CreateCrawlerRequest>, RegExp][] = [
    [{ Targets: { MongoDBTargets: [{ ConnectionName: "c", Path: "p" }] } }, /does not support MongoDBTargets/],
    [{ Targets: { JdbcTargets: [{ ConnectionName: "c", Path: "%/s/t" }] } }, /not like database\/schema\/table/],
    [{ Schedule: "cron(0/2 * * * ? *)" }, /more often than every 5 minutes/],
    [{ Targets: {} }, /at least one S3 target/],
    [{ Targets: { CatalogTargets: [{ DatabaseName: "d", Tables: ["t"] }] } }, /must have LOG DeleteBehavior/],
    [{ Configuration: "{" }, /not a JSON object/],
    [{ Configuration: '{"Version":1,"Gruping":{}}' }, /Gruping is not supported/],
    [{ Targets: { S3Targets: [{ Path: "s3://b/", Exclusions: ["{a"] }] } }, /\{ without its \}/],
  ];
  for (const [more, message] of refused) {
    await assert.rejects(createCrawler("refused", more), { name: "InvalidInputException", message });
  }
});

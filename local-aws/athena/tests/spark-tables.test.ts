import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateJobCommand,
  GetCrawlerCommand,
  GetPartitionsCommand,
  GetTableCommand,
  StartCrawlerCommand,
} from "@aws-sdk/client-glue";
import { startRun, until, waitForRun } from "../../glue/testing/job-runs";
import { clientOptions } from "../../testing/client-options";
import { TestClient } from "../testing/test-client";

// Spark SQL in Glue jobs and Athena work on the same tables of the Data Catalog, each on what the other made.

let aws: TestClient;
before(async () => {
  aws = await TestClient.borrow("spark-tables");
});
after(() => aws.close());

/** Each case prints a line: its name, and what it found or the error. */
const script = `
import json
from pyspark.context import SparkContext
from awsglue.context import GlueContext
spark = GlueContext(SparkContext.getOrCreate()).spark_session
sql = spark.sql
def rows(query): return sorted([list(row) for row in sql(query).collect()], key=str)
def case(name, do):
    try: found = do()
    except Exception as error: found = "ERROR " + str(error)
    print("CASE " + json.dumps([name, found], default=str), flush=True)
def steps(*queries):
    for query in queries: sql(query)

case("databases", lambda: ["shop"] in rows("show databases"))
case("default", lambda: ["default"] in rows("show databases"))
case("tables", lambda: [row[1] for row in rows("show tables in shop")])
case("crawled", lambda: rows("select n, s, day, line from shop.crawled"))
for at, where in enumerate(("day = 'it''s'", "day in ('2025-01-01', '2025-01-03') and line >= 2", "line <> 1 or day like '%-02'", "day is not null and not (line = 2)", "day >= '2025-01-02' and day < '2025-02-01'")):
    case("where %d" % at, lambda: [row[0] for row in rows("select n from shop.crawled where " + where)])
case("athena's", lambda: rows("select n, day from shop.athenas"))
case("found", lambda: rows("select n, day from found.athenas"))
case("found csv", lambda: rows("select id, name, year from found.lines where year = '2025'"))

frame = spark.createDataFrame([(1, "a", "2025-01-01"), (2, "b", "2025-01-02")], "n int, s string, day string")
frame.write.partitionBy("day").saveAsTable("shop.saved")
more = spark.createDataFrame([(3, "c", "2025-01-02"), (4, "d", "2025-01-03")], frame.schema)
case("append", lambda: (more.write.mode("append").insertInto("shop.saved"), rows("select * from shop.saved"))[1])
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
case("overwrite", lambda: (frame.where("n = 2").write.mode("overwrite").insertInto("shop.saved"), rows("select * from shop.saved"))[1])
case("static", lambda: (sql("insert into shop.saved partition (day = '2025-01-04') values (5, 'e')"), rows("show partitions shop.saved"))[1])
for kind in ("orc", "csv", "json", "avro"):
    case(kind, lambda: (frame.write.format(kind).saveAsTable("shop.as_" + kind), rows("select n, s from shop.as_" + kind))[1])

spark.conf.set("hive.exec.dynamic.partition.mode", "nonstrict")
case("hive", lambda: (steps(
    "create table shop.lines (n int, s string) partitioned by (day string) row format delimited fields terminated by ',' stored as textfile",
    "insert into shop.lines partition (day = '2025-01-01') values (1, 'a'), (2, 'b')",
    "insert into shop.lines partition (day) select n, s, day from shop.saved where n = 5",
    "insert overwrite table shop.lines partition (day = '2025-01-01') values (7, 'g')"), rows("select * from shop.lines"))[1])
case("external", lambda: (steps(
    "create external table shop.outside (n int) partitioned by (day string) stored as parquet location 's3://spark-tables/outside/'",
    "alter table shop.outside add partition (day = 'x') location 's3://spark-tables/elsewhere/x/'",
    "insert into shop.outside partition (day = 'x') values (1)",
    "alter table shop.outside add if not exists partition (day = 'x') partition (day = 'y')",
    "insert into shop.outside partition (day = 'z') values (3)",
    "alter table shop.outside drop partition (day = 'z')"), rows("show partitions shop.outside"))[1])
case("again", lambda: sql("alter table shop.outside add partition (day = 'x')"))
case("repaired", lambda: (sql("msck repair table shop.outside"), rows("select * from shop.outside"))[1])
case("view", lambda: (sql("create view shop.big as select n from shop.saved where n > 1"), rows("select * from shop.big"))[1])
case("altered", lambda: (steps(
    "alter table shop.as_orc set tblproperties ('owner.team' = 'press')", "alter table shop.as_orc add columns (more double)"),
    rows("select * from shop.as_orc"))[1])
case("dropped", lambda: steps("create table shop.gone (n int) using parquet", "insert into shop.gone values (1)", "drop table shop.gone"))
case("kept", lambda: steps("create table shop.stays (n int) using csv location 's3://spark-tables/stays/'", "insert into shop.stays values (1)", "drop table shop.stays"))
case("database", lambda: (steps("create database made location 's3://spark-tables/made/'", "create table made.t using parquet as select 1 as n"), rows("select * from made.t"))[1])
case("cascade", lambda: (steps("create database doomed location 's3://spark-tables/doomed/'", "create table doomed.t (n int)", "drop database doomed cascade"), ["doomed"] in rows("show databases"))[1])
case("missing", lambda: sql("select * from shop.nothing"))
case("renamed", lambda: sql("alter table shop.saved rename to shop.other"))
case("nowhere", lambda: sql("create table default.t (n int) using parquet"))
case("statistics", lambda: steps("analyze table shop.saved compute statistics for columns n"))
`;

const expected: Readonly<Record<string, unknown>> = {
  databases: true,
  default: true,
  tables: ["athenas", "crawled"],
  crawled: [
    [1, "a", "2025-01-01", 1],
    [2, "b", "2025-01-02", 2],
    [3, "c", "it's", 2],
  ],
  "where 0": [3],
  "where 1": [],
  "where 2": [2, 3],
  "where 3": [1],
  "where 4": [2],
  "athena's": [
    [1, "2025-01-01"],
    [2, "2025-01-02"],
  ],
  found: [
    [1, "2025-01-01"],
    [2, "2025-01-02"],
  ],
  "found csv": [
    [1, "press", "2025"],
    [2, "weld", "2025"],
    // the header: Spark ignores skip.header.line.count, there as here
    [null, "name", "2025"],
  ],
  append: [
    [1, "a", "2025-01-01"],
    [2, "b", "2025-01-02"],
    [3, "c", "2025-01-02"],
    [4, "d", "2025-01-03"],
  ],
  overwrite: [
    [1, "a", "2025-01-01"],
    [2, "b", "2025-01-02"],
    [4, "d", "2025-01-03"],
  ],
  static: [["day=2025-01-01"], ["day=2025-01-02"], ["day=2025-01-03"], ["day=2025-01-04"]],
  ...Object.fromEntries(
    ["orc", "csv", "json", "avro"].map((kind) => [
      kind,
      [
        [1, "a"],
        [2, "b"],
      ],
    ]),
  ),
  hive: [
    [5, "e", "2025-01-04"],
    [7, "g", "2025-01-01"],
  ],
  external: [["day=x"], ["day=y"]],
  repaired: [
    [1, "x"],
    [3, "z"],
  ],
  view: [[2], [4], [5]],
  altered: [
    [1, "a", "2025-01-01", null],
    [2, "b", "2025-01-02", null],
  ],
  dropped: null,
  kept: null,
  database: [[1]],
  cascade: false,
  statistics: null,
};

/** What is refused, in words that say so. */
const refusals: Readonly<Record<string, RegExp>> = {
  again: /already exist/i,
  missing: /TABLE_OR_VIEW_NOT_FOUND/,
  renamed: /Table rename is not supported/,
  nowhere: /Can not create a Path from an empty string|LocationUri/,
};

test("Spark SQL and Athena share the tables of the Data Catalog", async () => {
  const DatabaseInput = { Name: "shop", LocationUri: `s3://${aws.bucket}/shop/` };
  await aws.glue.send(new CreateDatabaseCommand({ DatabaseInput }));
  for (const [file, line] of Object.entries({ "1/1": "1,a", "2/2": "2,b", "3/2": "3,c" })) {
    await aws.put(`crawled/${file}/x.csv`, `${line}\n`);
  }
  await aws.run(`CREATE EXTERNAL TABLE shop.crawled (n int, s string) PARTITIONED BY (day string, line int)
    ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://${aws.bucket}/crawled/'`);
  await aws.run(`ALTER TABLE shop.crawled ADD
    PARTITION (day = '2025-01-01', line = 1) LOCATION 's3://${aws.bucket}/crawled/1/1/'
    PARTITION (day = '2025-01-02', line = 2) LOCATION 's3://${aws.bucket}/crawled/2/2/'
    PARTITION (day = 'it\\'s', line = 2) LOCATION 's3://${aws.bucket}/crawled/3/2/'`);
  await aws.run(`CREATE TABLE shop.athenas WITH (format = 'PARQUET', partitioned_by = ARRAY['day'],
    external_location = 's3://${aws.bucket}/athenas/') AS
    SELECT * FROM (VALUES (1, '2025-01-01'), (2, '2025-01-02')) AS t (n, day)`);

  await aws.put("found/lines/year=2024/x.csv", "id,name\n0,cut\n");
  await aws.put("found/lines/year=2025/x.csv", "id,name\n1,press\n2,weld\n");
  const S3Targets = ["athenas/", "found/lines/"].map((key) => ({ Path: `s3://${aws.bucket}/${key}` }));
  const crawler = { Name: "found", Role: "role", DatabaseName: "found", Targets: { S3Targets } };
  await aws.glue.send(new CreateCrawlerCommand(crawler));
  await aws.glue.send(new StartCrawlerCommand({ Name: "found" }));
  await until("READY", async () => {
    const { Crawler } = await aws.glue.send(new GetCrawlerCommand({ Name: "found" }));
    return Crawler?.State === "READY" && Crawler.LastCrawl?.Status === "SUCCEEDED";
  });

  await aws.put("job.py", script);
  const Command = { Name: "glueetl", ScriptLocation: `s3://${aws.bucket}/job.py` };
  const DefaultArguments = { "--enable-glue-datacatalog": "true" };
  await aws.glue.send(new CreateJobCommand({ Name: "tables", Role: "role", Command, DefaultArguments }));
  const id = await startRun(aws.glue, "tables");
  const run = await waitForRun(aws.glue, "tables", id);
  assert.deepEqual([run.JobRunState, run.ErrorMessage], ["SUCCEEDED", undefined]);
  const logs = new CloudWatchLogsClient(clientOptions(aws.url));
  const { events = [] } = await logs.send(
    new GetLogEventsCommand({ logGroupName: "/aws-glue/jobs/output", logStreamName: id, startFromHead: true }),
  );
  const lines = events.map(({ message = "" }) => message).filter((line) => line.startsWith("CASE "));
  const found = Object.fromEntries(lines.map((line) => JSON.parse(line.slice(5)) as [string, unknown]));
  const answers = Object.fromEntries(Object.keys(expected).map((name) => [name, found[name]]));
  assert.deepEqual(answers, expected);
  for (const [name, message] of Object.entries(refusals)) {
    assert.match(String(found[name]), message, name);
  }

  const folder = (key: string) => join(aws.dataDir, "s3", aws.bucket, key);
  const files = (key: string) =>
    (existsSync(folder(key)) ? readdirSync(folder(key)) : []).filter((name) => /^part-/.test(name));
  assert.equal(existsSync(folder("shop/gone")), false);
  assert.equal(files("stays").length > 0, true);
  assert.deepEqual(
    readdirSync(folder("shop/lines")).filter((name) => !name.startsWith("day=")),
    [],
  );
  const { Table } = await aws.glue.send(new GetTableCommand({ DatabaseName: "shop", Name: "saved" }));
  assert.equal(Table?.TableType, "MANAGED_TABLE");
  assert.equal(Table?.StorageDescriptor?.Location, `s3://${aws.bucket}/shop/saved`);
  assert.equal(Table?.Parameters?.["spark.sql.sources.provider"], "parquet");
  const { Partitions = [] } = await aws.glue.send(
    new GetPartitionsCommand({ DatabaseName: "shop", TableName: "outside", Expression: "day = 'x'" }),
  );
  assert.deepEqual(
    Partitions.map((partition) => partition.StorageDescriptor?.Location?.replace(/\/$/, "")),
    [`s3://${aws.bucket}/elsewhere/x`],
  );

  const ask = async (query: string) => (await aws.rows(query)).slice(1);
  assert.deepEqual(await ask("SELECT n, s, day FROM shop.saved ORDER BY n"), [
    ["1", "a", "2025-01-01"],
    ["2", "b", "2025-01-02"],
    ["4", "d", "2025-01-03"],
    ["5", "e", "2025-01-04"],
  ]);
  assert.deepEqual(await ask("SELECT n, s, day FROM shop.lines ORDER BY n"), [
    ["5", "e", "2025-01-04"],
    ["7", "g", "2025-01-01"],
  ]);
  assert.deepEqual(await ask("SELECT n, s FROM shop.as_orc ORDER BY n"), [
    ["1", "a"],
    ["2", "b"],
  ]);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  GetDatabaseCommand,
  GetQueryResultsCommand,
  GetQueryRuntimeStatisticsCommand,
  GetTableMetadataCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { GetPartitionsCommand, GetTableCommand } from "@aws-sdk/client-glue";
import { TestClient } from "../testing/test-client";

const bucket = "athena-test";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
  await client.put("parts/day=2025-07-01/a.csv", "P1,L1,10.5\nP2,L2,\n");
  await client.put("parts/day=2025-07-02/a.csv", "P3,L1,-2\n");
  await client.put(
    "labels/a.json",
    '{"part":"P1","tags":["x","y"],"box":{"w":3,"h":4}}\n{"part":"P2","tags":[],"box":null}\n',
  );
  await client.run(`CREATE EXTERNAL TABLE parts (part string COMMENT 'its number', line string, area double)
    PARTITIONED BY (day string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
    LOCATION 's3://${bucket}/parts/'`);
});

after(() => client.close());

test("MSCK REPAIR TABLE adds the partitions that the folders show, once", async () => {
  assert.deepEqual(await client.rows("MSCK REPAIR TABLE parts"), [
    ["Partitions not in metastore:\tparts:day=2025-07-01\tparts:day=2025-07-02"],
    ["Repair: Added partition to metastore parts:day=2025-07-01"],
    ["Repair: Added partition to metastore parts:day=2025-07-02"],
  ]);
  assert.deepEqual(await client.rows("MSCK REPAIR TABLE parts"), []);
  const { Partitions } = await client.glue.send(
    new GetPartitionsCommand({ DatabaseName: "test_db", TableName: "parts" }),
  );
  assert.deepEqual(
    Partitions?.map(({ Values }) => Values),
    [["2025-07-01"], ["2025-07-02"]],
  );
});

test("a SELECT gives the column names first, no value for NULL, and NULLs last", async () => {
  assert.deepEqual(await client.rows("SELECT part, area, day FROM parts ORDER BY area DESC"), [
    ["part", "area", "day"],
    ["P1", "10.5", "2025-07-01"],
    ["P3", "-2.0", "2025-07-02"],
    ["P2", undefined, "2025-07-01"],
  ]);
});

test("values read as Athena writes them", async () => {
  const sql = `SELECT 1.5, 9007199254740993, true, ARRAY[1, 2], MAP(ARRAY['k'], ARRAY[1]),
    CAST(ROW(1, 'x') AS ROW(p integer, q varchar)), DATE '2025-07-12', TIMESTAMP '2025-07-12 10:00:00.000',
    CAST(1 AS decimal(10, 2)), 'a"b,c', X'CAFE'`;
  assert.deepEqual((await client.rows(sql))[1], [
    "1.5",
    "9007199254740993",
    "true",
    "[1, 2]",
    "{k=1}",
    "{p=1, q=x}",
    "2025-07-12",
    "2025-07-12 10:00:00.000",
    "1.00",
    'a"b,c',
    "ca fe",
  ]);
});

test("columns are described with Athena's types", async () => {
  const sql = "SELECT part, count(*) n, 1.5, CAST(1 AS decimal(10, 2)) d FROM parts GROUP BY part";
  const { QueryExecutionId } = await client.run(sql);
  const { ResultSet } = await client.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
  assert.deepEqual(
    ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Name, Type, Precision, Scale }) => [Name, Type, Precision, Scale]),
    [
      ["part", "varchar", 2147483647, 0],
      ["n", "bigint", 19, 0],
      ["_col2", "double", 17, 0],
      ["d", "decimal", 10, 2],
    ],
  );
});

test("only the bytes of the partitions asked for are scanned", async () => {
  const all = await client.run("SELECT count(area) FROM parts");
  const one = await client.run("SELECT count(area) FROM parts WHERE day = '2025-07-02'");
  assert.equal(all.Statistics?.DataScannedInBytes, "P1,L1,10.5\nP2,L2,\n".length + "P3,L1,-2\n".length);
  assert.equal(one.Statistics?.DataScannedInBytes, "P3,L1,-2\n".length);
});

test("JSON with nested columns is read", async () => {
  await client.run(`CREATE EXTERNAL TABLE labels (part string, tags array<string>, box struct<w:int,h:int>)
    ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://${bucket}/labels/'`);
  assert.deepEqual(await client.rows("SELECT part, tags, box.w * box.h FROM labels ORDER BY part"), [
    ["part", "tags", "_col2"],
    ["P1", "[x, y]", "12"],
    ["P2", "[]", undefined],
  ]);
});

test("CREATE TABLE AS and INSERT write Parquet and partitions that Glue knows", async () => {
  await client.run(`CREATE TABLE copied WITH (format = 'PARQUET', partitioned_by = ARRAY['day'])
    AS SELECT part, area, day FROM parts`);
  await client.run("INSERT INTO copied VALUES ('P9', 1.25, '2025-07-03')");
  assert.deepEqual(await client.rows("SELECT part, area FROM copied WHERE day >= '2025-07-02' ORDER BY part"), [
    ["part", "area"],
    ["P3", "-2.0"],
    ["P9", "1.25"],
  ]);
  const { Table } = await client.glue.send(new GetTableCommand({ DatabaseName: "test_db", Name: "copied" }));
  assert.match(Table?.StorageDescriptor?.SerdeInfo?.SerializationLibrary ?? "", /ParquetHiveSerDe/);
  assert.deepEqual(await client.rows("SHOW PARTITIONS copied"), [
    ["day=2025-07-01"],
    ["day=2025-07-02"],
    ["day=2025-07-03"],
  ]);
});

test("views stay in the catalog and are read", async () => {
  await client.run("CREATE OR REPLACE VIEW ng AS SELECT part FROM parts WHERE area < 0");
  assert.deepEqual(await client.rows("SELECT * FROM ng"), [["part"], ["P3"]]);
  assert.deepEqual(await client.rows("SHOW VIEWS"), [["ng"]]);
  await client.run("DROP VIEW ng");
  assert.deepEqual(await client.rows("SHOW VIEWS"), []);
});

test("DESCRIBE and GetTableMetadata tell of the columns", async () => {
  const described = (await client.rows("DESCRIBE parts")).map(([line]) => line?.replace(/ +/g, " "));
  assert.equal(described[0], "part \tstring \tits number ");
  const { TableMetadata } = await client.athena.send(
    new GetTableMetadataCommand({ CatalogName: "AwsDataCatalog", DatabaseName: "test_db", TableName: "parts" }),
  );
  assert.deepEqual(TableMetadata?.PartitionKeys, [{ Name: "day", Type: "string" }]);
});

test("failures are worded as Athena words them", async () => {
  assert.equal(
    await client.reason("SELECT nope FROM parts"),
    "COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved or requester is not authorized to access requested resources",
  );
  assert.equal(
    await client.reason("SELECT * FROM nothing"),
    "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.test_db.nothing' does not exist",
  );
  assert.equal(await client.reason("SELECT 1 / 0"), "DIVISION_BY_ZERO: Division by zero");
  await assert.rejects(client.start("SELECT FROM parts"), {
    name: "InvalidRequestException",
    AthenaErrorCode: "MALFORMED_QUERY",
    message: "line 1:8: mismatched input 'FROM'. Expecting: '*', 'ALL', 'DISTINCT', <expression>",
  });
  assert.match(await client.reason("CREATE EXTERNAL TABLE t (a int"), /^FAILED: ParseException line 1:\d+ /);
});

test("SQL reaches the catalog of Glue only", async () => {
  assert.match(
    await client.reason("SELECT * FROM system.runtime.nodes"),
    /^(PERMISSION_DENIED|CATALOG_NOT_FOUND|TABLE_NOT_FOUND)/,
  );
});

test("parameters take the places of question marks", async () => {
  const input = { ExecutionParameters: ["'L1'", "0"] };
  assert.deepEqual(await client.rows("SELECT part FROM parts WHERE line = ? AND area > ?", input), [["part"], ["P1"]]);
});

test("a page ends where it was asked to, and the next goes on", async () => {
  const { QueryExecutionId } = await client.run("SELECT x FROM UNNEST(sequence(1, 2500)) AS t(x) ORDER BY x");
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page: { NextToken?: string | undefined; ResultSet?: { Rows?: { Data?: { VarCharValue?: string }[] }[] } } =
      await client.athena.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken }));
    seen.push(...(page.ResultSet?.Rows ?? []).map(({ Data }) => Data?.[0]?.VarCharValue));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.deepEqual(seen, ["x", ...Array.from({ length: 2500 }, (_, index) => String(index + 1))]);
});

test("the result stands as CSV in S3", async () => {
  const { ResultConfiguration } = await client.run("SELECT part, area FROM parts ORDER BY part");
  const key = ResultConfiguration?.OutputLocation?.replace(`s3://${bucket}/`, "") ?? "";
  assert.match(key, /^results\/[0-9a-f-]{36}\.csv$/);
  assert.equal(
    readFileSync(join(client.dataDir, "s3", bucket, key), "utf8"),
    '"part","area"\n"P1","10.5"\n"P2",\n"P3","-2.0"\n',
  );
});

test("results of an unfinished, an unknown and a failed query are refused", async () => {
  const long = await client.start(
    "SELECT count(*) FROM UNNEST(sequence(1, 9999)) a, UNNEST(sequence(1, 9999)) b, UNNEST(sequence(1, 999)) c",
  );
  const results = (QueryExecutionId: string) => client.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
  await assert.rejects(results(long), {
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_QUERY_EXECUTION_STATE",
  });
  await client.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: long }));
  assert.equal((await client.end(long)).Status?.State, "CANCELLED");
  await assert.rejects(results(long), { message: "Could not find results", AthenaErrorCode: "RESULT_NOT_FOUND" });
  await assert.rejects(results("00000000-0000-0000-0000-000000000000"), /was not found/);
});

test("runtime statistics tell the rows and bytes that were read", async () => {
  const { QueryExecutionId } = await client.run("SELECT count(area) FROM parts");
  const { QueryRuntimeStatistics } = await client.athena.send(
    new GetQueryRuntimeStatisticsCommand({ QueryExecutionId }),
  );
  assert.equal(QueryRuntimeStatistics?.Rows?.InputRows, 3);
  assert.equal(QueryRuntimeStatistics?.Rows?.InputBytes, "P1,L1,10.5\nP2,L2,\nP3,L1,-2\n".length);
});

test("databases and the catalog are told; what is missing is a MetadataException", async () => {
  const CatalogName = "AwsDataCatalog";
  const { Database } = await client.athena.send(new GetDatabaseCommand({ CatalogName, DatabaseName: "test_db" }));
  assert.equal(Database?.Name, "test_db");
  await assert.rejects(client.athena.send(new GetDatabaseCommand({ CatalogName, DatabaseName: "none" })), {
    name: "MetadataException",
  });
});

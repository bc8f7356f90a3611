import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { InvalidRequestException } from "@aws-sdk/client-athena";
import { CreateTableCommand, DeleteTableCommand, paginateGetTables } from "@aws-sdk/client-glue";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { longestPause } from "../../testing/loop-watch";
import { TestClient } from "../testing/test-client";

const bucket = "event-loop";
const mostMs = 100;
let lab: TestClient;

before(async () => {
  lab = await TestClient.borrow(bucket);
  await lab.put("t/a.csv", "1,2\n");
  await lab.run(`CREATE EXTERNAL TABLE t (a int, b int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
    LOCATION 's3://${bucket}/t'`);
  await lab.run(`CREATE EXTERNAL TABLE quoted (a int, b int) ROW FORMAT SERDE
    'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://${bucket}/t'`);
  await lab.run(`CREATE EXTERNAL TABLE parts (a int) PARTITIONED BY (p string) LOCATION 's3://${bucket}/t'`);
  await lab.run(`CREATE EXTERNAL TABLE grows (a int) LOCATION 's3://${bucket}/t'`);
  // what runs for the first time is compiled then
  await lab.reason("SELECT nope");
});
after(() => lab.close());

/** Athena's limit of a query's text, in bytes. */
const limit = 262_144;

/** A text as long as Athena takes, of one piece again and again. */
function filled(start: string, piece: string, end = ""): string {
  return start + piece.repeat(Math.floor((limit - start.length - end.length) / piece.length)) + end;
}

/** The same with another number in each piece. */
function counted(start: string, piece: (index: number) => string, end: string): string {
  let text = start;
  for (let index = 0; text.length + piece(index).length + end.length < limit; index += 1) {
    text += piece(index);
  }
  return text + end;
}

/** The type of a column may be 131,072 characters long. */
const wideType = `struct<${Array.from({ length: 12_000 }, (_, index) => `f${index}:int`).join()}>`;

/** Partitions, as many as a statement can name. */
const manyPartitions = (statement: string, separator: string) =>
  counted(statement, (index) => `${index === 0 ? "" : separator}PARTITION (p='v${index}')`, "");

/** So many that a statement with them is nearly as long as may be. */
const columns = Array.from({ length: 24_000 }, (_, index) => `c${index} int`).join();

const texts: Readonly<Record<string, string>> = {
  columns: filled("SELECT ", "a,", "a FROM nope"),
  "numbers, each rewritten": filled("SELECT ", "1.5,", "1 FROM nope"),
  parentheses: filled("SELECT ", "((((1)))),", "nope"),
  "deep parentheses": filled("SELECT ", "("),
  "tables that there are": filled("SELECT nope FROM ", "t,", "t"),
  "tables that are cast": filled("SELECT nope FROM ", "quoted,", "quoted"),
  "an IN list": filled("SELECT * FROM nope WHERE a IN (", "'x',", "'y')"),
  comments: filled("SELECT nope ", "/* x */"),
  "comments without an end": filled("SELECT ", "/* "),
  quotes: filled("SELECT ", "'\"'\"' "),
  "a chain of CASE": filled("SELECT ", "CASE WHEN a = 1 THEN 2 ELSE ", "nope"),
  statements: filled("SELECT 1", ";", "SELECT 2"),
  "a table that Hive does not read": counted("CREATE TABLE wide (", (index) => `c${index} int,`, "last nope)"),
  "a table with many columns": `CREATE EXTERNAL TABLE wide (${columns}) LOCATION 's3://${bucket}/t'`,
  "many more columns": `ALTER TABLE grows ADD COLUMNS (${columns})`,
  "a deep type": filled("CREATE EXTERNAL TABLE deep (a ", "array<", `) LOCATION 's3://${bucket}/t'`),
  partitions: filled("ALTER TABLE t ADD ", "PARTITION (p = 'a') "),
  "many partitions": manyPartitions("ALTER TABLE parts ADD ", " "),
  "many partitions dropped": manyPartitions("ALTER TABLE parts DROP ", ", "),
  "many properties": counted("ALTER TABLE parts SET TBLPROPERTIES (", (index) => `'k${index}'='v',`, "'k'='v')"),
  "a column of many fields": `CREATE EXTERNAL TABLE fields (a ${wideType}) LOCATION 's3://${bucket}/t'`,
  "more of them": `ALTER TABLE fields ADD COLUMNS (b ${wideType}, c ${wideType})`,
  "their columns": "DESCRIBE fields",
  "their query": "SELECT nope FROM fields",
  "their information": "SELECT nope FROM information_schema.columns WHERE table_schema = 'test_db'",
  "a prepared statement": filled("PREPARE long FROM SELECT ", "?,", "1"),
  "its parameters": filled("EXECUTE long USING ", "1,", "1"),
  "its deep parameters": filled("EXECUTE long USING ", "("),
  "a table of a query": filled("CREATE TABLE made AS SELECT ", "a,", "a FROM nope"),
};

describe("a query's text holds up nothing else", () => {
  for (const [name, text] of Object.entries(texts)) {
    test(name, async () => {
      // the client is in the same process, but does little: it sends one text
      const pause = await longestPause(async () => {
        try {
          await lab.end(await lab.start(text));
        } catch (error) {
          assert.ok(error instanceof InvalidRequestException, String(error));
        }
      });
      assert.ok(pause < mostMs, `held up for ${pause.toFixed()} ms`);
    });
  }
});

test("the parameters of a query count as its text, and are read without a pause", async () => {
  const parameters = (count: number) => lab.reason("SELECT ?", { ExecutionParameters: Array(count).fill("'a'") });
  assert.ok((await longestPause(() => parameters(80_000))) < mostMs);
  assert.match(await parameters(80_000), /Incorrect number of parameters: expected 1 but found 80000/);
  assert.equal(await parameters(90_000), "Query string exceeds the maximum allowed length of 262144");
});

test("tables of many wide columns are stored, listed in pages, and queried without a pause", async () => {
  const Columns = Array.from({ length: 30 }, (_, index) => ({ Name: `c${index}`, Type: wideType }));
  const SerdeInfo = { SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe" };
  const names = ["wide_1", "wide_2", "wide_3"];
  const pause = await longestPause(async () => {
    for (const Name of names) {
      const StorageDescriptor = { Columns, Location: `s3://${bucket}/t/`, SerdeInfo };
      const TableInput = { Name, TableType: "EXTERNAL_TABLE", StorageDescriptor };
      await lab.glue.send(new CreateTableCommand({ DatabaseName: "test_db", TableInput }));
    }
    assert.match(await lab.reason("SELECT nope FROM wide_1"), /nope/);
  });
  // the client's own work on so much JSON is a part of it
  assert.ok(pause < 3 * mostMs, `held up for ${pause.toFixed()} ms`);
  const listed: string[] = [];
  for await (const { TableList = [] } of paginateGetTables(
    { client: lab.glue },
    { DatabaseName: "test_db", Expression: "wide_.*" },
  )) {
    assert.ok(TableList.length <= 1 + 4_000_000 / (30 * wideType.length));
    listed.push(...TableList.map(({ Name = "" }) => Name));
  }
  assert.deepEqual(listed, names);
  for (const Name of names) {
    await lab.glue.send(new DeleteTableCommand({ DatabaseName: "test_db", Name }));
  }
});

test("a table may have as many columns as a statement can name", async () => {
  assert.equal((await lab.table("wide")).StorageDescriptor?.Columns?.length, 24_000);
  assert.equal((await lab.table("grows")).StorageDescriptor?.Columns?.length, 24_001);
});

test("deep parentheses are refused in the words of Trino's parser, as some fewer are by itself", async () => {
  const deep = (depth: number) => `SELECT ${"(".repeat(depth)}1${")".repeat(depth)}`;
  const refusal = "line 1:1: statement is too large (stack overflow while parsing)";
  assert.equal(await lab.reason(deep(2_001)), refusal);
  assert.match(await lab.reason(deep(2_000)), /statement is too large \(stack overflow while parsing\)$/);
});

test("many rows are written in turns", async () => {
  const sql = "SELECT n, m FROM UNNEST(sequence(1, 300)) t (n) CROSS JOIN UNNEST(sequence(1, 1000)) u (m)";
  let id = "";
  const written = await longestPause(async () => {
    id = (await lab.run(sql)).QueryExecutionId ?? "";
  });
  assert.ok(written < mostMs, `held up for ${written.toFixed()} ms`);
  const { Body } = await lab.s3.send(new GetObjectCommand({ Bucket: bucket, Key: `results/${id}.csv` }));
  const lines = (await Body?.transformToString())?.trimEnd().split("\n") ?? [];
  assert.deepEqual([lines.length, new Set(lines).size], [300_001, 300_001]);
  assert.ok(lines.includes('"300","1000"'));
});

test("a page of very wide rows ends before it has a thousand", async () => {
  const columns = Array.from({ length: 1_500 }, (_, index) => `n + ${index} AS c${index}`).join();
  const id = (await lab.run(`SELECT ${columns} FROM UNNEST(sequence(1, 300)) t (n)`)).QueryExecutionId ?? "";
  const cells: string[] = [];
  let NextToken: string | undefined;
  const pause = await longestPause(async () => {
    do {
      NextToken = await nextPage(id, NextToken, (page) => {
        cells.push(...(page.match(/(?<="VarCharValue":")\d+(?="\},\{)/g) ?? []));
      });
    } while (NextToken !== undefined);
  });
  assert.equal(cells.length, 300 * 1_499, "the last value of each row aside");
  // the client's own work on so much JSON is a part of it
  assert.ok(pause < 3 * mostMs, `held up for ${pause.toFixed()} ms`);
});

/** Asks as the SDK does, without its work on what comes. @returns The next page's token. */
async function nextPage(
  QueryExecutionId: string,
  NextToken: string | undefined,
  onPage: (json: string) => void = () => {},
): Promise<string | undefined> {
  const response = await fetch(lab.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonAthena.GetQueryResults",
      authorization: "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/athena/aws4_request, SignedHeaders=host",
    },
    body: JSON.stringify({ QueryExecutionId, NextToken }),
  });
  const page = await response.text();
  assert.equal(response.status, 200, page.slice(0, 500));
  onPage(page);
  return /"NextToken":"(\d+)"/.exec(page)?.[1];
}

import assert from "node:assert/strict";
import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { QueryExecution } from "@aws-sdk/client-athena";
import { TestClient } from "../testing/test-client";

const bucket = "athena-costs";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
});

after(() => client.close());

function scanned({ Statistics }: QueryExecution): number {
  return Statistics?.DataScannedInBytes ?? Number.NaN;
}

function files(folder: string): string[] {
  const root = join(client.dataDir, "s3", bucket, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("partitions that the query leaves out are not read: theirs cannot be", async () => {
  await client.run(`CREATE TABLE days WITH (format = 'PARQUET', partitioned_by = ARRAY['day'],
    external_location = 's3://${bucket}/days/')
    AS SELECT x, CAST(x % 3 AS varchar) AS day FROM UNNEST(sequence(1, 3000)) AS t(x)`);
  for (const file of files("days").filter((path) => !path.includes("day=1"))) {
    truncateSync(file, statSync(file).size - 4);
  }
  const one = await client.run("SELECT sum(x) FROM days WHERE day = '1'");
  assert.ok(scanned(one) > 0);
  assert.ok(
    scanned(one) <= files("days").reduce((sum, path) => sum + (path.includes("day=1") ? statSync(path).size : 0), 0),
  );
  assert.deepEqual(await client.rows("SELECT count(*) AS n FROM days WHERE day IN ('1')"), [["n"], ["1000"]]);
  assert.match((await client.failure("SELECT sum(x) FROM days")).StateChangeReason ?? "", /^HIVE_BAD_DATA/);
});

test("projected partitions that the query leaves out are not read, and need not be in the catalog", async () => {
  for (let day = 1; day <= 5; day += 1) {
    await client.put(`projected/2025-07-0${day}/a.csv`, day === 2 ? "7\n8\n" : "1\n");
  }
  await client.run(`CREATE EXTERNAL TABLE projected (x int) PARTITIONED BY (day string)
    LOCATION 's3://${bucket}/projected/' TBLPROPERTIES (
      'projection.enabled' = 'true', 'projection.day.type' = 'date', 'projection.day.format' = 'yyyy-MM-dd',
      'projection.day.range' = '2025-07-01,2025-07-05', 'storage.location.template' = 's3://${bucket}/projected/\${day}/')`);
  const execution = await client.run("SELECT sum(x) FROM projected WHERE day = '2025-07-02'");
  assert.equal(scanned(execution), "7\n8\n".length);
  assert.deepEqual(
    await client.rows("SELECT sum(x) AS s FROM projected WHERE day BETWEEN '2025-07-02' AND '2025-07-03'"),
    [["s"], ["16"]],
  );
});

test("a columnar file saves what is not asked for; text is read whole", async () => {
  const words = "'a long text that is not asked for ' || CAST(rand() AS varchar)";
  for (const format of ["PARQUET", "ORC", "TEXTFILE"]) {
    await client.run(
      `CREATE TABLE wide_${format} WITH (format = '${format}', external_location = 's3://${bucket}/wide-${format}/')
       AS SELECT x + y * 10000 AS x, ${words} AS words FROM UNNEST(sequence(1, 10000)) AS t(x), UNNEST(sequence(0, 9)) AS u(y)`,
    );
    const total = files(`wide-${format}`).reduce((sum, path) => sum + statSync(path).size, 0);
    const narrow = scanned(await client.run(`SELECT sum(x) FROM wide_${format}`));
    const whole = scanned(await client.run(`SELECT sum(x), max(words) FROM wide_${format}`));
    if (format === "TEXTFILE") {
      assert.equal(narrow, total);
      assert.equal(whole, total);
    } else {
      assert.ok(narrow > 0 && narrow < total / 3, `${format}: ${narrow} of ${total}`);
      assert.ok(whole > 0.8 * total && whole <= 1.1 * total, `${format}: ${whole} of ${total}`);
    }
  }
});

test("a LIMIT and a count from a Parquet footer cost little, DDL and failures nothing", async () => {
  const footer = 49_152;
  assert.ok(scanned(await client.run("SELECT count(*) FROM wide_PARQUET")) <= files("wide-PARQUET").length * footer);
  assert.equal(scanned(await client.run("SHOW TABLES")), 0);
  assert.equal(scanned(await client.run("DESCRIBE wide_parquet")), 0);
  assert.equal(scanned(await client.run("SELECT 1")), 0);
  assert.equal(scanned(await client.run("CREATE EXTERNAL TABLE empty (x int) LOCATION 's3://athena-costs/empty/'")), 0);
});

test("CREATE TABLE AS and INSERT cost what they read", async () => {
  await client.put("source/a.csv", "1\n2\n3\n");
  await client.run(`CREATE EXTERNAL TABLE source (x int) LOCATION 's3://${bucket}/source/'`);
  assert.equal(scanned(await client.run("CREATE TABLE copied AS SELECT x FROM source")), 6);
  assert.equal(scanned(await client.run("INSERT INTO copied SELECT x FROM source")), 6);
  assert.equal(scanned(await client.run("INSERT INTO copied VALUES 4")), 0);
});

test("compressed text costs its compressed bytes", async () => {
  const { gzipSync } = await import("node:zlib");
  const packed = gzipSync("12345\n".repeat(5000));
  await client.put("packed/a.csv.gz", packed);
  await client.run(`CREATE EXTERNAL TABLE packed (x int) LOCATION 's3://${bucket}/packed/'`);
  const execution = await client.run("SELECT sum(x) FROM packed");
  assert.equal(scanned(execution), packed.length);
});

test("the times add up", async () => {
  for (const sql of ["SELECT sum(x) FROM source", "SHOW TABLES", "CREATE TABLE timed AS SELECT 1 AS x"]) {
    const { Statistics = {}, Status } = await client.run(sql);
    const {
      QueryQueueTimeInMillis = Number.NaN,
      ServicePreProcessingTimeInMillis = Number.NaN,
      EngineExecutionTimeInMillis = Number.NaN,
      ServiceProcessingTimeInMillis = Number.NaN,
      QueryPlanningTimeInMillis = 0,
    } = Statistics;
    assert.equal(
      QueryQueueTimeInMillis +
        ServicePreProcessingTimeInMillis +
        EngineExecutionTimeInMillis +
        ServiceProcessingTimeInMillis,
      Statistics.TotalExecutionTimeInMillis,
      sql,
    );
    assert.ok(QueryPlanningTimeInMillis <= EngineExecutionTimeInMillis);
    const between = (Status?.CompletionDateTime?.getTime() ?? 0) - (Status?.SubmissionDateTime?.getTime() ?? 0);
    assert.ok(Math.abs(between - (Statistics.TotalExecutionTimeInMillis ?? 0)) < 50, sql);
  }
});

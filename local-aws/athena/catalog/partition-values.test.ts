import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetPartitionsCommand } from "@aws-sdk/client-glue";
import { TestClient } from "../testing/test-client";

/** Values of partition keys that are missing, or that a path and Hive write in different ways. */
const bucket = "partition-values";
let lab: TestClient;
before(async () => {
  lab = await TestClient.borrow(bucket);
});
after(() => lab.close());

/** A table over folders, each with one row. */
async function table(name: string, key: string, folders: readonly string[], properties = ""): Promise<void> {
  for (const folder of folders) {
    await lab.put(`${name}/${folder}/a.csv`, "1\n");
  }
  const more = properties === "" ? "" : `TBLPROPERTIES ('projection.enabled' = 'true', ${properties})`;
  await lab.run(`CREATE EXTERNAL TABLE ${name} (n int) PARTITIONED BY (p ${key})
    ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://${bucket}/${name}/' ${more}`);
}

const values = async (sql: string) => (await lab.rows(sql)).slice(1).map(([value]) => value);

async function partitions(TableName: string, Expression: string): Promise<(string[] | undefined)[]> {
  const input = { DatabaseName: "test_db", TableName, Expression };
  return ((await lab.glue.send(new GetPartitionsCommand(input))).Partitions ?? []).map(({ Values }) => Values);
}

test("a partition without a value is null, for keys of every type", async () => {
  const missing = "__HIVE_DEFAULT_PARTITION__";
  for (const [key, value] of [
    ["string", "a"],
    ["varchar(5)", "a"],
    ["int", "7"],
    ["date", "2025-07-01"],
    ["boolean", "true"],
  ] as const) {
    const name = `null_${key.replace(/\W/g, "_")}`;
    await table(name, key, [`p=${value}`, `p=${missing}`]);
    await lab.run(`MSCK REPAIR TABLE ${name}`);
    const where = async (condition: string) => values(`SELECT p FROM ${name} WHERE ${condition} ORDER BY 1`);
    assert.deepEqual(await where("p IS NULL"), [undefined], key);
    assert.deepEqual(await where("p IS NOT NULL"), [value], key);
    assert.deepEqual(await where("p IS NULL OR n = 1"), [value, undefined], key);
  }
  const where = async (condition: string) => values(`SELECT p FROM null_string WHERE ${condition} ORDER BY 1`);
  assert.deepEqual(await where("p IS NULL OR p = 'a'"), ["a", undefined]);
  assert.deepEqual(await where("p IS DISTINCT FROM 'a'"), [undefined]);
  assert.deepEqual(await where("coalesce(p, 'z') = 'z'"), [undefined]);
  assert.deepEqual(await where("p <> 'b'"), ["a"]);
  assert.deepEqual(await partitions("null_string", `(p = '${missing}')`), [[missing]]);
  assert.deepEqual(await partitions("null_string", "p IS NULL"), [[missing]]);
});

const odd = ["a:b", "a#b", "50%", "q?", "br[1]", "x=y", "it's", "a b", "강판"];

test("projection looks for folders that are called as the values are", async () => {
  const list = odd.map((value) => value.replaceAll("'", "\\'")).join();
  const kind = `'projection.p.type' = 'enum', 'projection.p.values' = '${list}'`;
  await table(
    "listed",
    "string",
    odd.map((value) => `p=${value}`),
    kind,
  );
  assert.deepEqual(await values("SELECT p FROM listed ORDER BY 1"), [...odd].sort());
  assert.deepEqual(await values("SELECT p FROM listed WHERE p = 'a:b'"), ["a:b"]);
  await table(
    "by_template",
    "string",
    odd,
    `${kind}, 'storage.location.template' = 's3://${bucket}/by_template/\${p}/'`,
  );
  assert.deepEqual(await values("SELECT p FROM by_template ORDER BY 1"), [...odd].sort());
  await table(
    "injected",
    "string",
    odd.map((value) => `p=${value}`),
    "'projection.p.type' = 'injected'",
  );
  assert.deepEqual(await values("SELECT p FROM injected WHERE p = 'q?'"), ["q?"]);
  const times = ["2020-01-01 01:01:01", "2020-01-01 01:01:03"];
  const seconds = `'projection.p.type' = 'date', 'projection.p.format' = 'yyyy-MM-dd HH:mm:ss', 'projection.p.interval' = '1',
    'projection.p.interval.unit' = 'SECONDS', 'projection.p.range' = '2020-01-01 01:01:00,2020-01-01 01:01:05'`;
  await table(
    "texts",
    "string",
    times.map((time) => `p=${time}`),
    seconds,
  );
  assert.deepEqual(await values("SELECT p FROM texts ORDER BY 1"), times);
  await table(
    "moments",
    "timestamp",
    times.map((time) => `p=${time}`),
    seconds,
  );
  assert.deepEqual(
    await values("SELECT p FROM moments ORDER BY 1"),
    times.map((time) => `${time}.000`),
  );
  assert.equal((await lab.table("listed")).Parameters?.["storage.location.template"], undefined);
});

test("a list of values may be one of whole numbers", async () => {
  const kind = "'projection.p.type' = 'enum', 'projection.p.values' = '1,5,9'";
  for (const key of ["int", "bigint"]) {
    await table(`numbers_${key}`, key, ["p=1", "p=5", "p=7"], kind);
    assert.deepEqual(await values(`SELECT p FROM numbers_${key} ORDER BY 1`), ["1", "5"]);
    assert.deepEqual(await values(`SELECT p FROM numbers_${key} WHERE p > 1`), ["5"]);
  }
  await lab.run("INSERT INTO numbers_int SELECT 2, 9");
  assert.deepEqual(await values("SELECT p FROM numbers_int ORDER BY 1"), ["1", "5", "9"]);
  await table("no_number", "int", [], kind.replace("9", "x"));
  assert.match(await lab.reason("SELECT p FROM no_number"), /'x' is no integer/);
});

test("MSCK takes all behind the first = for the value, and the folder as it is called", async () => {
  await table("repaired", "string", ["p=EUR=", "p=a=b", "p=a:b", "p=x%3Ay", "p=plain", "q=1"]);
  const lines = await lab.lines("MSCK REPAIR TABLE repaired");
  assert.deepEqual(
    lines.slice(1).map((line) => line?.replace(/.*repaired:/, "")),
    ["p=EUR%3D", "p=a%3Ab", "p=a%3Db", "p=plain", "p=x%3Ay"],
  );
  const all = ["EUR=", "a:b", "a=b", "plain", "x:y"];
  assert.deepEqual(await values("SELECT p FROM repaired ORDER BY 1"), all);
  assert.deepEqual(await lab.lines("MSCK REPAIR TABLE repaired"), []);
  await lab.run("ALTER TABLE repaired DROP PARTITION (p = 'EUR=')");
  assert.deepEqual(await values("SELECT p FROM repaired ORDER BY 1"), all.slice(1));
});

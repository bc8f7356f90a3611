import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { TestClient } from "../../testing/test-client";

const s3 = "s3://lab-bucket";
let lab: TestClient;
before(async () => {
  lab = await TestClient.borrow("lab-bucket");
  await lab.put("parts/a.csv", "P1,L1,10.5\nP2,L2,\n");
  await lab.ask(`CREATE EXTERNAL TABLE parts (part string, line string, area double)
    ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '${s3}/parts/'`);
});
after(() => lab.close());

const file = (key: string) => readFileSync(join(lab.dataDir, "s3", "lab-bucket", key));

test("UNLOAD writes files and leaves no table", async () => {
  const { execution, rows } = await lab.ask(`UNLOAD (SELECT part, area FROM parts WHERE area < 100.5 OR area IS NULL)
    TO '${s3}/out/json/' WITH (format = 'JSON', compression = 'NONE');`);
  assert.deepEqual([execution.StatementType, execution.SubstatementType, rows], ["DML", "UNLOAD", []]);
  const [key = "", ...others] = await lab.keys("out/json/");
  assert.deepEqual(others, []);
  const values = file(key)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { part: string; area?: number });
  assert.deepEqual(
    values.map(({ part, area }) => [part, area ?? null]),
    [
      ["P1", 10.5],
      ["P2", null],
    ],
  );
  assert.deepEqual(await lab.lines("SHOW TABLES"), ["parts"]);
});

test("each format is written", async () => {
  const magic = async (name: string, properties: string) => {
    await lab.ask(`UNLOAD (SELECT part, area FROM parts) TO '${s3}/out/${name}/' ${properties}`);
    const [key = ""] = await lab.keys(`out/${name}/`);
    return file(key);
  };
  assert.equal((await magic("parquet", "WITH (format = 'PARQUET')")).subarray(0, 4).toString(), "PAR1");
  assert.equal((await magic("orc", "WITH (format = 'ORC', compression = 'ZLIB')")).subarray(0, 3).toString(), "ORC");
  assert.equal((await magic("avro", "WITH (format = 'AVRO')")).subarray(0, 3).toString(), "Obj");
  const text = await magic("text", "WITH (format = 'TEXTFILE', field_delimiter = ';', compression = 'gzip')");
  assert.equal(gunzipSync(text).toString(), "P1;10.5\nP2;\\N\n");
});

test("partitions become folders", async () => {
  await lab.ask(`UNLOAD (SELECT part, line FROM parts) TO '${s3}/out/lines/'
    WITH (format = 'JSON', partitioned_by = ARRAY['line'])`);
  const folders = (await lab.keys("out/lines/")).map((key) => key.split("/")[2]);
  assert.deepEqual(folders.sort(), ["line=L1", "line=L2"]);
  assert.match(
    await lab.reason(`UNLOAD (SELECT x AS a, x AS p FROM UNNEST(sequence(1, 101)) AS t(x)) TO '${s3}/out/many/'
      WITH (format = 'PARQUET', partitioned_by = ARRAY['p'])`),
    /^HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers/,
  );
});

test("a folder with files is refused, and errors point into the student's text", async () => {
  const cases: [string, RegExp][] = [
    [
      `UNLOAD (SELECT 1 AS a) TO '${s3}/parts/' WITH (format = 'PARQUET')`,
      /^HIVE_PATH_ALREADY_EXISTS: Target directory for table '\S+' already exists: s3:\/\/lab-bucket\/parts\//,
    ],
    [
      `UNLOAD (SELECT part,\n  nope FROM parts) TO '${s3}/new/' WITH (format = 'PARQUET')`,
      /^COLUMN_NOT_FOUND: line 2:3: Column 'nope'/,
    ],
    [
      `UNLOAD (SELECT 1 AS a) TO '${s3}/new/'`,
      /^INVALID_TABLE_PROPERTY: line 1:\d+: UNLOAD needs the property 'format'$/,
    ],
    [`UNLOAD SELECT 1 TO '${s3}/new/'`, /^SYNTAX_ERROR: line 1:8: mismatched input 'SELECT'. Expecting: '\('$/],
    [
      `UNLOAD (SELECT 1 AS a) TO '${s3}/new/' WITH (format = 'CSV')`,
      /^INVALID_TABLE_PROPERTY: line 1:\d+: .*Invalid value \[CSV\]/,
    ],
  ];
  for (const [sql, reason] of cases) {
    assert.match(await lab.reason(sql), reason, sql);
  }
  assert.deepEqual(await lab.lines("SHOW TABLES"), ["parts"]);
});

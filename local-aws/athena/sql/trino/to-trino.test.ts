import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TestClient } from "../../testing/test-client";

let lab: TestClient;
before(async () => {
  lab = await TestClient.borrow("lab-bucket");
  await lab.put("parts/a.csv", "P1,L1,10.5\nP2,L2,1.5\n");
  await lab.ask(`CREATE EXTERNAL TABLE parts (part string, line string, area double)
    ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lab-bucket/parts/'`);
});
after(() => lab.close());

test("1.5 is a double, but not in strings, names, comments and DECIMAL literals", async () => {
  const { columns, rows } = await lab.ask(
    `SELECT 1.5 a, 0.1 + 0.2 b, .5 c, 2. d, DECIMAL '1.5' e, '1.5' f, "1.5" g, 1.5e3 h -- 1.5
     FROM (SELECT 7 "1.5") /* 1.5 */ WHERE 1.5 IN (1.5, 2.5);`,
  );
  assert.deepEqual(columns, [
    "a double",
    "b double",
    "c double",
    "d double",
    "e decimal",
    "f varchar",
    "g integer",
    "h double",
  ]);
  assert.deepEqual(rows[1], ["1.5", "0.30000000000000004", "0.5", "2.0", "1.5", "1.5", "7", "1500.0"]);
});

test("lines and columns of errors point into the student's text", async () => {
  const parameters = { ExecutionParameters: ["1"] };
  const cases: [string, string, object?][] = [
    ["SELECT 1.5, 2.5, nope FROM parts", "COLUMN_NOT_FOUND: line 1:18: Column 'nope'"],
    ["SELECT 1.5,\n  2.5, nope FROM parts", "COLUMN_NOT_FOUND: line 2:8: Column 'nope'"],
    ["SELECT 1.5, 2.5 + 'a'", "TYPE_MISMATCH: line 1:17: Cannot apply operator: double + varchar(1)"],
    ["SELECT 1.5 FROM", "Queries of this type are not supported"],
    ["SELECT 1.5 FROM parts WHERE", "line 1:28: mismatched input '<EOF>'"],
    ["SELECT 'it''s', 1.5, nope, ?", "COLUMN_NOT_FOUND: line 1:22: Column 'nope'", parameters],
    ["SELECT 1.5, ?,\n 'it''s', 2.5, nope", "COLUMN_NOT_FOUND: line 2:16: Column 'nope'", parameters],
    ["SELECT FROM parts WHERE ? = 1", "line 1:8: mismatched input 'FROM'", parameters],
    [
      "CREATE TABLE c WITH (format = 'ORC') AS SELECT 1.5 x, nope FROM parts",
      "COLUMN_NOT_FOUND: line 1:55: Column 'nope'",
    ],
    ["CREATE TABLE c AS\nSELECT nope FROM parts", "COLUMN_NOT_FOUND: line 2:8: Column 'nope'"],
    ["EXPLAIN SELECT 1.5, nope FROM parts", "COLUMN_NOT_FOUND: line 1:21: Column 'nope'"],
    ["INSERT INTO parts SELECT 'a', 'b', 1.5 + nope FROM parts", "COLUMN_NOT_FOUND: line 1:42: Column 'nope'"],
    ["SELECT * FROM `parts`", "line 1:15: backquoted identifiers are not supported"],
  ];
  for (const [sql, start, input] of cases) {
    const reason = await lab.reason(sql, input);
    assert.ok(reason.startsWith(start), `${sql}: ${reason}`);
  }
});

test("EXPLAIN tells the plan by lines, below its column's name", async () => {
  const { execution, columns, rows } = await lab.ask("EXPLAIN SELECT count(*) FROM parts WHERE area > 1.5");
  assert.deepEqual([execution.StatementType, execution.SubstatementType], ["DML", "EXPLAIN"]);
  assert.match(execution.ResultConfiguration?.OutputLocation ?? "", /\.txt$/);
  assert.deepEqual(columns, ["Query Plan varchar"]);
  const lines = rows.flat();
  assert.equal(lines[0], "Query Plan");
  assert.ok(lines.some((line) => /TableScan|ScanFilter/.test(line ?? "")));
  assert.deepEqual(lines.slice(-3), ["", "", ""]);
  const plan = async (options: string, sql = "SELECT part FROM parts") =>
    (await lab.lines(`EXPLAIN ${options} ${sql}`)).slice(1);
  assert.deepEqual(await lab.lines("EXPLAIN (TYPE VALIDATE) SELECT 1"), ["Valid", "true", ""]);
  assert.match((await plan("(TYPE LOGICAL)")).join("\n"), /Output\[columnNames = \[part\]\]/);
  assert.match((await plan("(TYPE DISTRIBUTED)")).join("\n"), /Fragment 0/);
  const io = JSON.parse((await plan("(TYPE IO, FORMAT JSON)")).join("\n")) as { inputTableColumnInfos: unknown[] };
  assert.equal(io.inputTableColumnInfos.length, 1);
  assert.ok(JSON.parse((await plan("(FORMAT JSON)")).join("\n")));
  assert.match((await plan("ANALYZE")).join("\n"), /CPU: /);
  assert.match((await plan("ANALYZE VERBOSE")).join("\n"), /CPU: /);
  assert.match(
    (await plan("", "CREATE TABLE x WITH (format = 'ORC', write_compression = 'ZLIB') AS SELECT 1 AS a")).join("\n"),
    /TableWriter/,
  );
});

test("hidden columns, full names and information_schema are there", async () => {
  assert.deepEqual(await lab.rows('SELECT DISTINCT "$path" FROM "awsdatacatalog"."test_db"."parts"'), [
    ["$path"],
    ["s3://lab-bucket/parts/a.csv"],
  ]);
  assert.deepEqual(
    await lab.rows(
      "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'parts' ORDER BY ordinal_position LIMIT 1",
    ),
    [
      ["column_name", "data_type"],
      ["part", "varchar"],
    ],
  );
});

test("a statement is prepared, executed, deallocated", async () => {
  await lab.ask("PREPARE larger FROM SELECT part, 1.5 x FROM parts WHERE area > ? AND line = ?;");
  assert.deepEqual(await lab.rows("EXECUTE larger USING 2.5, 'L1';"), [
    ["part", "x"],
    ["P1", "1.5"],
  ]);
  assert.deepEqual(await lab.rows("EXECUTE larger", { ExecutionParameters: ["1", "'L2'"] }), [
    ["part", "x"],
    ["P2", "1.5"],
  ]);
  await lab.ask("PREPARE copying FROM CREATE TABLE copied AS SELECT part FROM parts WHERE line = ?");
  await lab.ask("EXECUTE copying USING 'L2'");
  assert.deepEqual(await lab.rows("SELECT * FROM copied"), [["part"], ["P2"]]);
  await lab.ask("DEALLOCATE PREPARE larger");
  assert.match(await lab.reason("EXECUTE larger USING 1, 'x'"), /larger was not found/);
});

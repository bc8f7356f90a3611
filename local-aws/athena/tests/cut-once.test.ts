import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";
import { TestClient } from "../testing/test-client";

import tokens = require("../sql/text/tokens");

const bucket = "cut-once";
let lab: TestClient;
const asTrino = mock.method(tokens, "readSql");
const asHive = mock.method(tokens, "cutInTurns");
const parameters = mock.method(tokens, "tokenize");

before(async () => {
  lab = await TestClient.borrow(bucket);
  await lab.put("t/p=1/a.csv", "1\n");
});
after(() => {
  mock.restoreAll();
  return lab.close();
});

/** The texts that are cut while a query runs. */
async function cuts(sql: string, ExecutionParameters?: string[]) {
  for (const cutter of [asTrino, asHive, parameters]) {
    cutter.mock.resetCalls();
  }
  await lab.run(sql, { ExecutionParameters });
  const texts = (cutter: { mock: { calls: { arguments: unknown[] }[] } }) =>
    cutter.mock.calls.map((call) => call.arguments[0]);
  return { asTrino: texts(asTrino), asHive: texts(asHive), parameters: texts(parameters) };
}

test("a statement in Trino's grammar is cut once from its start to its end, whoever runs it", async () => {
  for (const sql of [
    "SELECT 1.5 AS a",
    "EXPLAIN SELECT 1.5",
    "EXPLAIN CREATE TABLE cut_explained AS SELECT 1 AS a",
    "CREATE TABLE cut_made AS SELECT 1.5 AS a",
    "INSERT INTO cut_made SELECT 2.5",
    `UNLOAD (SELECT 1 AS a) TO 's3://${bucket}/unloaded/' WITH (format = 'JSON')`,
    "CREATE VIEW cut_view AS SELECT 1 AS a",
    "SHOW CREATE VIEW cut_view",
    "DROP VIEW cut_view",
    "PREPARE cut FROM SELECT ? AS a",
  ]) {
    assert.deepEqual(await cuts(sql), { asTrino: [sql], asHive: [], parameters: [] });
  }
});

test("EXECUTE is cut once, and what it names, and each parameter", async () => {
  const named = "SELECT ? AS a";
  const using = "EXECUTE cut USING 1";
  assert.deepEqual(await cuts(using), { asTrino: [using, named], asHive: [], parameters: [] });
  const plain = "EXECUTE cut";
  assert.deepEqual(await cuts(plain, ["'x'"]), { asTrino: [plain, named], asHive: [], parameters: ["'x'"] });
  const end = "DEALLOCATE PREPARE cut";
  assert.deepEqual(await cuts(end), { asTrino: [end], asHive: [], parameters: [] });
});

test("a statement in Hive's grammar is cut once more, as Hive cuts it", async () => {
  for (const sql of [
    `CREATE EXTERNAL TABLE cut_table (a int) PARTITIONED BY (p int) LOCATION 's3://${bucket}/t/'`,
    "MSCK REPAIR TABLE cut_table",
    "ALTER TABLE cut_table ADD COLUMNS (b string COMMENT 'it\\'s new')",
    "DESCRIBE cut_table",
    "SHOW CREATE TABLE cut_table",
    "SHOW PARTITIONS cut_table",
    "DROP TABLE cut_table",
  ]) {
    assert.deepEqual(await cuts(sql), { asTrino: [sql], asHive: [sql], parameters: [] });
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { toTrinoCreateTableAs } from "./create-table-as";
import { asDoubleLiterals } from "./literals";
import { classify } from "./statement";
import { tokenize } from "./tokens";

test("decimal literals become doubles, and nothing else changes", () => {
  const cases: [string, string][] = [
    ["SELECT 1.5", "SELECT 1.5e0"],
    ["SELECT .5, 1., 2", "SELECT .5e0, 1.e0, 2"],
    ["SELECT 1.5e3, 1E2", "SELECT 1.5e3, 1E2"],
    ["SELECT '1.5', \"1.5\", t1.a -- 1.5\n, /* 1.5 */ 1.5", "SELECT '1.5', \"1.5\", t1.a -- 1.5\n, /* 1.5 */ 1.5e0"],
    ["SELECT 'it''s 1.5' || x", "SELECT 'it''s 1.5' || x"],
    ["SELECT a.b.c FROM d.e", "SELECT a.b.c FROM d.e"],
  ];
  for (const [athena, trino] of cases) {
    assert.equal(asDoubleLiterals(athena), trino);
  }
});

test("tokens cover all of a text but blanks and comments, in order", () => {
  const sql = "WITH x AS (SELECT `a b`, \"c\"\"d\" FROM t -- note\n WHERE s = 'it''s') SELECT * FROM x /* end */;";
  const tokens = tokenize(sql);
  for (const [index, { start, end, text }] of tokens.entries()) {
    assert.equal(sql.slice(start, end), text);
    assert.ok(start >= (tokens[index - 1]?.end ?? 0));
  }
  assert.deepEqual(
    tokens.filter(({ kind }) => kind !== "word" && kind !== "symbol").map(({ value }) => value),
    ["a b", 'c"d', "it's"],
  );
});

test("a statement is told by its first words", () => {
  const cases: [string, string | undefined][] = [
    ["-- a note\nselect 1", "SELECT"],
    ["(SELECT 1) UNION (SELECT 2)", "SELECT"],
    ["with x as (select 1) select * from x", "SELECT"],
    ["create external table t (a int) location 's3://b/'", "CREATE_TABLE"],
    ["CREATE TABLE t AS SELECT 1 a", "CREATE_TABLE_AS_SELECT"],
    ["CREATE TABLE t WITH (format = 'ORC') AS SELECT 1 a", "CREATE_TABLE_AS_SELECT"],
    ["create or replace view v as select 1 a", "CREATE_VIEW"],
    ["msck repair table t", "MSCK_REPAIR_TABLE"],
    ["DESCRIBE `t`", "DESCRIBE_TABLE"],
    ["GRANT SELECT ON t TO x", undefined],
    ["SET SESSION a = 1", undefined],
    ["UNLOAD (SELECT 1) TO 's3://b/'", undefined],
  ];
  for (const [sql, substatement] of cases) {
    assert.equal(classify(sql)?.substatement, substatement, sql);
  }
});

test("CREATE TABLE AS goes to the query's folder where no location is given", () => {
  const sql =
    "CREATE TABLE t WITH (format = 'PARQUET', partitioned_by = ARRAY['d'], write_compression = 'SNAPPY') AS SELECT 1 a, 2 d";
  const statement = classify(sql);
  assert.ok(statement);
  const trino = toTrinoCreateTableAs(sql, statement, "s3://b/tables/x/");
  assert.equal(
    trino.sql,
    "CREATE TABLE t WITH (format = 'PARQUET', partitioned_by = ARRAY['d'], external_location = 's3://b/tables/x/') AS SELECT 1 a, 2 d",
  );
  assert.deepEqual(trino.session, { "awsdatacatalog.compression_codec": "SNAPPY" });
});

test("a table property that is not supported is refused by name", () => {
  const sql = "CREATE TABLE t WITH (table_type = 'ICEBERG') AS SELECT 1 a";
  const statement = classify(sql);
  assert.ok(statement);
  assert.throws(() => toTrinoCreateTableAs(sql, statement, "s3://b/"), /table_type/);
});

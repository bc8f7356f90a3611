import assert from "node:assert/strict";
import { test } from "node:test";
import type { Catalog } from "../../../glue/catalog/catalog";
import { offsetAt, positionAt } from "../text/position";
import { QueryText } from "../text/query-text";
import { classify } from "../text/statement";
import { tokenize } from "../text/tokens";
import { createTableAs } from "./create-table-as";
import { doubleLiterals } from "./literals";
import { Rewrite } from "./rewrite";
import { tablesRead } from "./tables-read";
import { typedText } from "./typed-text";

const query = (sql: string) => new QueryText(sql, tokenize(sql));

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
    assert.equal(new Rewrite(athena, doubleLiterals(tokenize(athena))).text, trino);
  }
});

test("a table of OpenCSVSerde is read through a cast of its columns, where a query reads it and nowhere else", async () => {
  const SerdeInfo = { SerializationLibrary: "org.apache.hadoop.hive.serde2.OpenCSVSerde" };
  const Columns = [
    { Name: "n", Type: "int" },
    { Name: "s", Type: "string" },
    { Name: "day", Type: "date" },
  ];
  const tables = [
    { Name: "csv", StorageDescriptor: { Columns, SerdeInfo }, PartitionKeys: [{ Name: "p", Type: "int" }] },
    { Name: "texts", StorageDescriptor: { Columns: [{ Name: "s", Type: "string" }], SerdeInfo } },
  ];
  const catalog = { getDatabases: () => [{ Name: "lab" }], getTables: () => tables } as unknown as Catalog;
  const cast = (source: string, alias = "") =>
    `(SELECT CAST("n" AS integer) AS "n", "s", date_add('day', CAST("day" AS integer), DATE '1970-01-01') AS "day", "p" FROM ${source})${alias}`;
  const cases: [string, string][] = [
    ["SELECT * FROM csv", `SELECT * FROM ${cast("csv", ' AS "csv"')}`],
    ["SELECT * FROM csv WHERE n = 1", `SELECT * FROM ${cast("csv", ' AS "csv"')} WHERE n = 1`],
    ['SELECT * FROM lab."CSV" AS c, texts', `SELECT * FROM ${cast('lab."CSV"')} AS c, texts`],
    ["SELECT csv, n FROM texts t, csv c", `SELECT csv, n FROM texts t, ${cast("csv")} c`],
    ["SELECT 1 FROM (texts JOIN csv ON true)", `SELECT 1 FROM (texts JOIN ${cast("csv", ' AS "csv"')} ON true)`],
    [
      "SELECT (SELECT max(n) FROM csv) FROM texts",
      `SELECT (SELECT max(n) FROM ${cast("csv", ' AS "csv"')}) FROM texts`,
    ],
    ["SELECT extract(day FROM csv) FROM texts", "SELECT extract(day FROM csv) FROM texts"],
    ["WITH csv AS (SELECT 1 AS n) SELECT * FROM csv", "WITH csv AS (SELECT 1 AS n) SELECT * FROM csv"],
    ["INSERT INTO csv SELECT s FROM texts", "INSERT INTO csv SELECT s FROM texts"],
    ["SELECT * FROM other.csv", "SELECT * FROM other.csv"],
  ];
  for (const [athena, trino] of cases) {
    const tokens = tokenize(athena);
    assert.equal(new Rewrite(athena, await typedText(tokens, await tablesRead(tokens, catalog, "lab"))).text, trino);
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
    ["msck repair table t", "MSCK_REPAIR"],
    ["DESCRIBE `t`", "DESCRIBE_TABLE"],
    ["GRANT SELECT ON t TO x", undefined],
    ["SET SESSION a = 1", undefined],
    ["UNLOAD (SELECT 1) TO 's3://b/'", "UNLOAD"],
    ["CREATE TABLE t (a int) STORED AS PARQUET LOCATION 's3://b/'", "CREATE_TABLE"],
    ["create table t as(values 1)", "CREATE_TABLE_AS_SELECT"],
    ["EXPLAIN ANALYZE VERBOSE SELECT 1", "EXPLAIN"],
    ["SHOW TBLPROPERTIES t", "SHOW_TABLE_PROPERTIES"],
    ["SHOW CREATE VIEW v", "SHOW_CREATE_VIEW"],
    ["ALTER TABLE db.`t` ADD IF NOT EXISTS PARTITION (a = 1)", "ALTER_TABLE_ADD_PARTITION"],
    ["ALTER TABLE `db`.`t` ADD COLUMNS (b int)", "ALTER_TABLE_ADD_COLUMN"],
    ["ALTER TABLE t PARTITION (a = 1) SET LOCATION 's3://b/'", "ALTER_TABLE_SET_LOCATION"],
    ["ALTER TABLE t PARTITION (a = 1) RENAME TO PARTITION (a = 2)", "ALTER_TABLE_RENAME_PARTITION"],
    ["ALTER TABLE t SET TBLPROPERTIES ('comment' = 'to add column b')", "ALTER_TABLE_PROPERTIES"],
  ];
  for (const [sql, substatement] of cases) {
    assert.equal(classify(query(sql))?.substatement, substatement, sql);
  }
});

test("CREATE TABLE AS goes to the query's folder where no location is given, GZIP Parquet where nothing is said", () => {
  const rewritten = (sql: string) => {
    const { edits, session } = createTableAs(query(sql), "s3://b/tables/x/", "db");
    return [new Rewrite(sql, edits).text, session["awsdatacatalog.compression_codec"]];
  };
  assert.deepEqual(rewritten("CREATE TABLE t AS SELECT 1 a"), [
    "CREATE TABLE t WITH (external_location = 's3://b/tables/x', format = 'PARQUET', extra_properties = MAP(ARRAY['parquet.compression'], ARRAY['GZIP'])) AS SELECT 1 a",
    "GZIP",
  ]);
  const sql = `CREATE TABLE t WITH (format = 'textfile', field_delimiter = ',', external_location = 's3://c/',
    partitioned_by = ARRAY['d'], write_compression = 'snappy') AS SELECT 1 a, 2 d`;
  assert.deepEqual(rewritten(sql), [
    "CREATE TABLE t WITH (external_location = 's3://c/', format = 'TEXTFILE', textfile_field_separator = ',', partitioned_by = ARRAY['d'], extra_properties = MAP(ARRAY['write.compression'], ARRAY['SNAPPY'])) AS SELECT 1 a, 2 d",
    "SNAPPY",
  ]);
});

test("a table property that is not supported is refused by name, where it stands", () => {
  const refused = (property: string) => () =>
    createTableAs(query(`CREATE TABLE t WITH (${property}) AS SELECT 1 a`), "s3://b/", "db");
  assert.throws(refused("table_type = 'DELTA'"), {
    errorName: "INVALID_TABLE_PROPERTY",
    message: "line 1:22: Unsupported value of the table property table_type: 'DELTA'",
  });
  assert.throws(refused("format = 'ORC', partition_by = ARRAY['a']"), {
    errorName: "INVALID_TABLE_PROPERTY",
    message: "line 1:38: Catalog 'awsdatacatalog' table property 'partition_by' does not exist",
  });
  assert.throws(refused("format = 'CSV'"), { errorName: "INVALID_TABLE_PROPERTY" });
  assert.throws(refused("write_compression = 'ZSTD', compression_level = 99"), { errorName: "INVALID_TABLE_PROPERTY" });
  assert.throws(refused("compression_level = 3"), { message: /is supported for ZSTD compression only/ });
});

test("a place in a rewritten text leads back to the student's text", () => {
  const sql = "SELECT 1.5,\n  2.5, nope FROM t WHERE x = 'it''s 1.5';";
  const rewrite = new Rewrite(sql, doubleLiterals(tokenize(sql)));
  for (const word of ["nope", "FROM", "'it''s 1.5'", ";"]) {
    assert.equal(rewrite.originalOffset(rewrite.text.indexOf(word)), sql.indexOf(word), word);
  }
  const offset = sql.indexOf("nope");
  assert.deepEqual(positionAt(sql, offset), { line: 2, column: 7 });
  assert.equal(offsetAt(sql, { line: 2, column: 7 }), offset);
});

test("what becomes longer than Trino takes is refused before it is made", () => {
  const edit = { start: 0, end: 1, text: "x".repeat(6_000) };
  const edits = Array.from({ length: 2_000 }, (_, index) => ({ ...edit, start: index, end: index + 1 }));
  const tooLong = {
    errorName: "QUERY_TEXT_TOO_LARGE",
    message: /\(12000000\) exceeds the maximum length \(10000000\)/,
  };
  assert.throws(() => new Rewrite("y".repeat(2_000), edits), tooLong);
});

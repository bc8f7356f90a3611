import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TestClient } from "../../testing/test-client";

const bucket = "athena-errors";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
  const at = (folder: string) => `LOCATION 's3://${bucket}/${folder}/'`;
  await client.put("csv/a.csv", "1,2025-01-01\n2,2025-01-02\n");
  await client.put("text/a.parquet", "this is not Parquet at all, it is text");
  await client.put("json/a.json", '{"a":1}\n{bad\n');
  await client.run(
    `CREATE EXTERNAL TABLE numbers (a int, d date) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' ${at("csv")}`,
  );
  await client.run(`CREATE EXTERNAL TABLE text_as_parquet (a int) STORED AS PARQUET ${at("text")}`);
  await client.run(`CREATE EXTERNAL TABLE text_as_orc (a int) STORED AS ORC ${at("text")}`);
  await client.run(
    `CREATE EXTERNAL TABLE bad_json (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' ${at("json")}`,
  );
  await client.run(
    `CREATE TABLE words WITH (format = 'PARQUET', external_location = 's3://${bucket}/words/') AS SELECT 'x' AS a`,
  );
  await client.run(`CREATE EXTERNAL TABLE words_as_numbers (a int) STORED AS PARQUET ${at("words")}`);
});

after(() => client.close());

/** A query, the reason of its failure (a text, or a pattern), and the error type of AWS's catalog. */
const failures: readonly (readonly [string, string | RegExp, number])[] = [
  [
    "SELECT a,\n  nope FROM numbers",
    "COLUMN_NOT_FOUND: line 2:3: Column 'nope' cannot be resolved or requester is not authorized to access requested resources",
    1006,
  ],
  ["SELECT * FROM nothing", "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.test_db.nothing' does not exist", 1301],
  ["SELECT * FROM nodb.t", "SCHEMA_NOT_FOUND: line 1:15: Schema 'nodb' does not exist", 1301],
  ["SELECT * FROM mysql.db.t", "CATALOG_NOT_FOUND: line 1:15: Catalog 'mysql' does not exist", 1006],
  ["SELECT nofunc(1)", "FUNCTION_NOT_FOUND: line 1:8: Function 'nofunc' not registered", 1303],
  ["SELECT sum('a')", /^FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters \(varchar\(1\)\) for function sum\./, 1303],
  ["SELECT 1 / 0", "DIVISION_BY_ZERO: Division by zero", 1001],
  ["SELECT CAST('x' AS integer)", "INVALID_CAST_ARGUMENT: Cannot cast 'x' to INT", 1100],
  ["SELECT CAST('2025-99-99' AS date)", "INVALID_CAST_ARGUMENT: Value cannot be cast to date: 2025-99-99", 1100],
  ["SELECT date_parse('x', '%Y')", 'INVALID_FUNCTION_ARGUMENT: Invalid format: "x"', 1106],
  [
    "SELECT ARRAY[1][3]",
    /^INVALID_FUNCTION_ARGUMENT: Array subscript must be less than or equal to array length/,
    1106,
  ],
  ["SELECT 2147483647 + 1", "NUMERIC_VALUE_OUT_OF_RANGE: integer addition overflow: 2147483647 + 1", 1100],
  ["SELECT 'a' + 1", "TYPE_MISMATCH: line 1:12: Cannot apply operator: varchar(1) + integer", 1002],
  [
    "SELECT a FROM numbers WHERE d = 'x'",
    /^TYPE_MISMATCH: line 1:31: Cannot apply operator: date = varchar\(1\)/,
    1002,
  ],
  [
    "SELECT a, count(*) FROM numbers",
    "EXPRESSION_NOT_AGGREGATE: line 1:8: 'a' must be an aggregate expression or appear in GROUP BY clause",
    1006,
  ],
  [
    "SELECT 1 FROM numbers x JOIN numbers y ON x.a = y.a WHERE a = 1",
    "AMBIGUOUS_NAME: line 1:59: Column 'a' is ambiguous",
    1006,
  ],
  ["SELECT a FROM numbers UNION SELECT d FROM numbers", /^TYPE_MISMATCH: .* incompatible types: integer, date$/, 1002],
  ["SELECT date '2025-13-01'", "INVALID_LITERAL: line 1:8: '2025-13-01' is not a valid DATE literal", 1006],
  ["SELECT a FROM numbers ORDER BY 3", /^INVALID_COLUMN_REFERENCE: line 1:32: /, 1006],
  ["SELECT (SELECT a FROM numbers)", "SUBQUERY_MULTIPLE_ROWS: Scalar sub-query has returned multiple rows", 1001],
  ["SELECT rank() FROM numbers", /^MISSING_OVER: line 1:8: /, 1006],
  [
    "CREATE TABLE words AS SELECT 1 AS a",
    /^TABLE_ALREADY_EXISTS: line 1:1: Destination table '.*words' already exists\. You may need to manually clean the data at location 's3:\/\/athena-errors\/results\/tables\/[-0-9a-f]+' before retrying\./,
    1110,
  ],
  [
    "CREATE TABLE unnamed AS SELECT 1",
    /^MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1\. You may/,
    1100,
  ],
  ["INSERT INTO words SELECT 1", /^TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: /, 1002],
  [
    "SELECT * FROM text_as_parquet",
    `HIVE_BAD_DATA: Malformed Parquet file. Expected magic number: PAR1 got: text [s3://${bucket}/text/a.parquet]`,
    1001,
  ],
  ["SELECT * FROM text_as_orc", /^HIVE_BAD_DATA: Malformed ORC file\./, 1001],
  ["SELECT * FROM bad_json", /^HIVE_CURSOR_ERROR: .*s3:\/\/athena-errors\/json\/a\.json/, 1001],
  [
    "SELECT * FROM words_as_numbers",
    "HIVE_BAD_DATA: Field a's type BINARY in parquet file is incompatible with type integer defined in table schema",
    1001,
  ],
  ["DROP TABLE nothere", "FAILED: SemanticException [Error 10001]: Table not found test_db.nothere", 1006],
];

for (const [sql, reason, type] of failures) {
  test(`fails as in Athena: ${sql.replace(/\s+/g, " ")}`, async () => {
    const { StateChangeReason, AthenaError } = await client.failure(sql);
    if (typeof reason === "string") {
      assert.equal(StateChangeReason, reason);
    } else {
      assert.match(StateChangeReason ?? "", reason);
    }
    assert.deepEqual(AthenaError, {
      ErrorCategory: 2,
      ErrorType: type,
      Retryable: false,
      ErrorMessage: StateChangeReason,
    });
  });
}

test("what Hive's parser refuses is Athena's own failure; some failures are told in two ways", async () => {
  const text = await client.failure("CREATE EXTERNAL TABLE t (a int");
  assert.match(text.StateChangeReason ?? "", /^FAILED: ParseException line 1:\d+ /);
  const { ErrorCategory, ErrorType, Retryable } = text.AthenaError ?? {};
  assert.deepEqual([ErrorCategory, ErrorType, Retryable], [1, 1003, false]);
  const again = await client.failure(`CREATE EXTERNAL TABLE numbers (a int) LOCATION 's3://${bucket}/x/'`);
  assert.match(again.StateChangeReason ?? "", /AlreadyExistsException\(message:Table numbers already exist\)$/);
  assert.equal(again.AthenaError?.ErrorMessage, "Table numbers already exists.");
  const column = await client.failure("ALTER TABLE numbers DROP COLUMN a");
  assert.match(
    column.StateChangeReason ?? "",
    /^FAILED: ParseException line 1:25 mismatched input 'COLUMN' expecting PART/,
  );
  assert.equal(column.AthenaError?.ErrorMessage, "line 1:26: mismatched input 'COLUMN' expecting 'PARTITION'");
});

test("a partition whose type is another than its table's is told", async () => {
  await client.put("typed/p=1/a.csv", "1\n");
  await client.run(`CREATE EXTERNAL TABLE typed (a int) PARTITIONED BY (p string) LOCATION 's3://${bucket}/typed/'`);
  await client.run("ALTER TABLE typed ADD PARTITION (p = '1')");
  await client.run("ALTER TABLE typed REPLACE COLUMNS (a boolean)");
  const { StateChangeReason, AthenaError } = await client.failure("SELECT * FROM typed");
  assert.match(
    StateChangeReason ?? "",
    /^HIVE_PARTITION_SCHEMA_MISMATCH: There is a mismatch between the table and partition/,
  );
  assert.equal(AthenaError?.ErrorType, 1004);
});

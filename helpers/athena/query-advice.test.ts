import assert from "node:assert/strict";
import { test } from "node:test";
import { explainError, QueryFailed } from "../errors";
import { queryAdvice } from "./query-advice";

/** What Athena says, and a word of the advice for it. */
const cases: readonly (readonly [string, RegExp])[] = [
  ["COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved or requester is not authorized", /single quotes/],
  ["SYNTAX_ERROR: line 1:8: Column 'nope' cannot be resolved", /single quotes/],
  ["TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.test_db.nothing' does not exist", /SHOW TABLES/],
  ["SCHEMA_NOT_FOUND: line 1:15: Schema 'nodb' does not exist", /SHOW DATABASES/],
  ["FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (varchar(1)) for function sum. Expected: sum(bigint)", /CAST/],
  ["FUNCTION_NOT_FOUND: line 1:8: Function 'nofunc' not registered", /list of functions/],
  ["line 3:3: mismatched input 'FROM'. Expecting: <expression>", /comma/],
  ["line 1:10: mismatched input '<EOF>'. Expecting: ')'", /ends too early/],
  ["line 1:9: mismatched input ';'. Expecting: <EOF>", /one statement/],
  ["line 1:27: mismatched input '-'. Expecting: 'AS'", /hyphens/],
  ["FAILED: ParseException line 1:30 missing ) at '<EOF>'", /backticks/],
  ["TYPE_MISMATCH: line 1:12: Cannot apply operator: varchar(1) + integer", /CAST one/],
  ["TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [varchar(1)]", /order/],
  ["TYPE_MISMATCH: line 1:8: Expression a is not of type ROW", /another type/],
  ["EXPRESSION_NOT_AGGREGATE: line 1:8: 'a' must be an aggregate expression or appear in GROUP BY", /GROUP BY/],
  ["AMBIGUOUS_NAME: line 1:51: Column 'a' is ambiguous", /alias/],
  ["DIVISION_BY_ZERO: Division by zero", /NULLIF/],
  ["INVALID_CAST_ARGUMENT: Cannot cast '80 mm' to DOUBLE", /TRY_CAST/],
  ["NUMERIC_VALUE_OUT_OF_RANGE: integer addition overflow: 2147483647 + 1", /bigint/],
  ["HIVE_PARTITION_SCHEMA_MISMATCH: There is a mismatch between the table and partition schemas.", /crawler/],
  ["HIVE_BAD_DATA: Malformed Parquet file. Expected magic number: PAR1 got: text", /\$path/],
  ["Query exhausted resources at this scale factor", /memory/],
  ["INVALID_FUNCTION_ARGUMENT: Latitude must be between -90 and 90", /exchanged/],
  ["INVALID_FUNCTION_ARGUMENT: Latitude must be between -85.05112878 and 85.05112878", /exchanged/],
  ["No output location provided.", /workgroup/],
];

for (const [reason, expected] of cases) {
  test(`advice for: ${reason}`, () => assert.match(queryAdvice(reason) ?? "", expected));
}

test("an unusual error has no advice of its own", () => {
  assert.equal(queryAdvice("GENERIC_INTERNAL_ERROR: out of luck"), undefined);
});

test("the advice comes after the place and before what holds for the kind", () => {
  const failed = new QueryFailed("q", "FAILED", "DIVISION_BY_ZERO: line 2:5: Division by zero");
  assert.match(failed.checkNext[0] ?? "", /line 2, column 5/);
  assert.match(failed.checkNext[1] ?? "", /NULLIF/);
  assert.ok(failed.checkNext.length > 2);
});

test("a text that Athena refuses at once is explained, too", () => {
  const refused = Object.assign(new Error("line 3:3: mismatched input 'FROM'. Expecting: <expression>"), {
    name: "InvalidRequestException",
  });
  const { checkNext } = explainError(refused);
  assert.match(checkNext[0] ?? "", /line 3, column 3/);
  assert.match(checkNext[1] ?? "", /comma/);
});

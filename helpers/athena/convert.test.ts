import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { convertColumn } from "./convert";
import { statements } from "./run-statement";

const of = (Type: string, ...texts: (string | undefined)[]) => {
  const { type, values } = convertColumn({ Name: "c", Type }, texts);
  return [type, ...values];
};

describe("a column of Athena's answer", () => {
  test("NULL is null in every type, and an empty text stays text", () => {
    for (const type of ["integer", "bigint", "double", "decimal", "boolean", "date", "timestamp", "varchar"]) {
      assert.equal(of(type, undefined)[1], null, type);
    }
    assert.deepEqual(of("varchar", "", "a"), ["string", "", "a"]);
  });

  test("integers and doubles are numbers", () => {
    assert.deepEqual(of("integer", "-2147483648", "0"), ["int32", -2147483648, 0]);
    assert.deepEqual(of("double", "0.1", "1.0E-5", "NaN", "Infinity", "-Infinity"), [
      "float32",
      0.1,
      0.00001,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
  });

  test("a bigint beyond 2^53 keeps every digit, and with it its whole column", () => {
    assert.deepEqual(of("bigint", "9007199254740991", "-5"), ["int32", 9007199254740991, -5]);
    assert.deepEqual(of("bigint", "9007199254740993", undefined, "1"), ["string", "9007199254740993", null, "1"]);
    assert.deepEqual(of("bigint", "-9223372036854775808"), ["string", "-9223372036854775808"]);
  });

  test("a decimal of more than 15 digits keeps every digit", () => {
    assert.deepEqual(of("decimal", "0.10", "-12.345"), ["float32", 0.1, -12.345]);
    assert.deepEqual(of("decimal", "1234567890123456.78", "1.00"), ["string", "1234567890123456.78", "1.00"]);
    assert.deepEqual(of("decimal", "0.000000000000000001"), ["float32", 1e-18]);
  });

  test("booleans", () => assert.deepEqual(of("boolean", "true", "false"), ["boolean", true, false]));

  test("dates and timestamps are Date in UTC, in any time zone of this machine", () => {
    assert.deepEqual(of("date", "2025-07-12"), ["datetime", new Date(Date.UTC(2025, 6, 12))]);
    assert.deepEqual(of("timestamp", "2025-07-12 08:30:00.250"), [
      "datetime",
      new Date(Date.UTC(2025, 6, 12, 8, 30, 0, 250)),
    ]);
    assert.deepEqual(of("timestamp with time zone", "2025-07-12 08:30:00.000 UTC"), [
      "datetime",
      new Date(Date.UTC(2025, 6, 12, 8, 30)),
    ]);
    assert.deepEqual(of("timestamp with time zone", "2025-07-12 08:30:00.000 Asia/Seoul"), [
      "string",
      "2025-07-12 08:30:00.000 Asia/Seoul",
    ]);
  });

  test("arrays, maps and rows stay the text that Athena prints", () => {
    assert.deepEqual(of("array", "[1, 2]"), ["string", "[1, 2]"]);
  });
});

test("a script is split at semicolons outside quotes and comments", () => {
  assert.deepEqual(
    statements("-- one; two\nSELECT ';' AS a, \"x;y\" FROM `t;`; -- end\n\nDROP TABLE b -- 'c;\n;\n;SELECT 1 - 2"),
    ["SELECT ';' AS a, \"x;y\" FROM `t;`", "DROP TABLE b", "SELECT 1 - 2"],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { inHashOrder } from "./hash-order";

const ordered = (keys: readonly string[], type: string): string[] =>
  inHashOrder(
    keys.map((key) => [key, 0]),
    type,
  ).map(([key]) => key);

test("a map's entries come in the order that Athena's documentation shows", () => {
  assert.deepEqual(ordered(["first", "last", "age"], "varchar"), ["last", "first", "age"]);
});

test("the order is that of a Java HashMap", () => {
  // worked out by hand: String.hashCode("a") is 97, "aa" 3104; 97 & 15 is 1, 3104 & 15 is 0; 17 keys need 32 buckets
  assert.deepEqual(ordered(["a", "aa"], "varchar"), ["aa", "a"]);
  assert.deepEqual(ordered(["17", "1", "16"], "integer"), ["16", "17", "1"]);
  const many = Array.from({ length: 17 }, (_, index) => String(33 - index));
  assert.deepEqual(ordered(many, "bigint"), ["32", "33", ...many.slice(2).reverse()]);
  assert.deepEqual(ordered(["4294967297", "1"], "bigint"), ["4294967297", "1"], "the halves 1 and 1 fold to 0");
  assert.deepEqual(ordered(["true", "false"], "boolean"), ["false", "true"], "1237 & 15 is 5, 1231 & 15 is 15");
  assert.deepEqual(ordered(["1970-01-03", "1970-01-02"], "date"), ["1970-01-02", "1970-01-03"]);
  assert.deepEqual(ordered(["2.0", "1.0"], "double"), ["2.0", "1.0"], "0x40000000 spreads to 0, 0x3ff00000 to 0, too");
  assert.deepEqual(ordered(["b", "a"], "uuid"), ["b", "a"]);
});

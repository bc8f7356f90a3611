import assert from "node:assert/strict";
import { test } from "node:test";
import { csvLine, csvRows } from "./csv";
import { doubleText } from "./value-text";

test("a double reads as Java prints it", () => {
  // the examples of Double.toString's documentation and the borders of its plain form
  const expected: [number, string][] = [
    [0, "0.0"],
    [-0, "-0.0"],
    [1, "1.0"],
    [100, "100.0"],
    [0.1, "0.1"],
    [0.001, "0.001"],
    [0.0001, "1.0E-4"],
    [0.00012345, "1.2345E-4"],
    [9999999, "9999999.0"],
    [10000000, "1.0E7"],
    [-12345678.9, "-1.23456789E7"],
    [1.7976931348623157e308, "1.7976931348623157E308"],
    [2e23, "2.0E23"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [Number.NaN, "NaN"],
  ];
  for (const [value, text] of expected) {
    assert.equal(doubleText(value), text);
  }
});

test("rows that go into a result file come out the same, from any row on", () => {
  let seed = 20250712;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const pieces = ["", "a", ",", '"', "\n", "\r\n", "강판", "😀", " ", '""', "\\N"];
  for (let round = 0; round < 300; round += 1) {
    const width = 1 + random(4);
    const rows = Array.from({ length: 1 + random(6) }, () =>
      Array.from({ length: width }, () =>
        random(4) === 0 ? undefined : Array.from({ length: random(4) }, () => pieces[random(pieces.length)]).join(""),
      ),
    );
    const text = rows.map(csvLine).join("");
    const read = [...csvRows(text, 0)];
    assert.deepEqual(
      read.map(({ values }) => values),
      rows,
    );
    const from = read[random(read.length)]?.end ?? 0;
    const rest = [...csvRows(text, from)].map(({ values }) => values);
    assert.deepEqual(rest, rows.slice(rows.length - rest.length));
  }
});

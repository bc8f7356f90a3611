import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseAnswer } from "../../engines/trino/trino-json";
import { csvLine } from "./csv";
import { readResultPage } from "./result-file";
import { doubleText, valueText } from "./value-text";

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

test("rows that go into a result file come out the same, page by page", async () => {
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-results-"));
  const path = join(folder, "r.csv");
  let seed = 20250712;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const pieces = ["", "a", ",", '"', "\n", "\r\n", "강판", "😀", " ", '""', "\\N"];
  const value = () => Array.from({ length: random(4) }, () => pieces[random(pieces.length)]).join("");
  for (let round = 0; round < 300; round += 1) {
    const width = 1 + random(4);
    const rows = Array.from({ length: 1 + random(6) }, () =>
      Array.from({ length: width }, () => (random(4) === 0 ? undefined : value())),
    );
    writeFileSync(path, rows.map(csvLine).join(""));
    const read: (readonly (string | undefined)[])[] = [];
    for (let next: number | undefined = 0; next !== undefined; ) {
      const page = await readResultPage(path, "csv", next, 1 + random(3));
      read.push(...(page?.rows ?? []));
      next = page?.next;
    }
    assert.deepEqual(read, rows);
  }
  rmSync(folder, { recursive: true });
});

test("an answer that is read in parts reads as in one", async () => {
  const pieces = ["[", "]", '"', "\\", ",", '"data":[[', "{", "}", "\n", "강판", "x".repeat(500)];
  let seed = 20250713;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const value = (depth: number): unknown => {
    const kind = random(depth > 2 ? 3 : 5);
    const items = () => Array.from({ length: random(4) }, () => value(depth + 1));
    return [
      () => null,
      () => random(1e9) / 8,
      () => Array.from({ length: random(5) }, () => pieces[random(pieces.length)]).join(""),
      items,
      () => Object.fromEntries(items().map((item, index) => [`k${index}`, item])),
    ][kind]?.();
  };
  for (const rows of [1, 40_000]) {
    const data = Array.from({ length: rows }, () => [value(0), value(0)]);
    const answer = { id: "q", columns: [{ name: 'x","data":[[1]]' }], data, stats: { rows }, warnings: [] };
    assert.deepEqual(await parseAnswer(JSON.stringify(answer)), answer);
  }
  // the last row ends a part
  const long = { data: [["a"], ["x".repeat(200_000)]], stats: {} };
  assert.deepEqual(await parseAnswer(JSON.stringify(long)), long);
  const exact = `{"data":[${"[12345678901234567890,[1]],".repeat(10_000)}[1]]}`;
  assert.deepEqual(((await parseAnswer(exact)) as { data: unknown[] }).data.at(-2), ["12345678901234567890", [1]]);
});

test("a row longer than one read of the file comes whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-results-"));
  const path = join(folder, "r.csv");
  const long = '판"'.repeat(400_000);
  writeFileSync(path, csvLine([long, undefined]) + csvLine(["end", "x"]));
  const first = await readResultPage(path, "csv", 0, 1);
  assert.deepEqual(first?.rows, [[long, undefined]]);
  assert.deepEqual(await readResultPage(path, "csv", first?.next ?? 0, 10), { rows: [["end", "x"]], next: undefined });
  rmSync(folder, { recursive: true });
});

test("the fields of a row read with their names, where they have one", () => {
  const field = (name: string | undefined, rawType: string) => ({
    kind: "NAMED_TYPE" as const,
    value: { ...(name !== undefined && { fieldName: { name } }), typeSignature: { rawType, arguments: [] } },
  });
  const type = { rawType: "row", arguments: [field("n", "integer"), field(undefined, "varchar")] };
  assert.equal(valueText([1, "x"], type), "{n=1, field1=x}");
});

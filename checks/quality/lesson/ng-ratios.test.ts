import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { seededRandom } from "../../../datasets/shared/seeded-random";
import { type AcceptanceCriteria, diagnose, readRawFiles } from "./judged-parts";
import { ngRatios, pareto, pChart, wilsonInterval } from "./ng-ratios";

const root = resolve(__dirname, "../../../..");
const criteria = JSON.parse(
  readFileSync(join(root, "glue-scripts", "quality", "acceptance_criteria.json"), "utf8"),
) as AcceptanceCriteria;
const { judged } = diagnose(readRawFiles(join(root, "datasets", "quality", "raw")), criteria);

// R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3
for (const [ng, n, low, high] of [
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
] as const) {
  test(`Wilson's interval of ${ng} in ${n} is the published one`, () => {
    const [foundLow, foundHigh] = wilsonInterval(ng, n);
    assert.ok(Math.abs(foundLow - low) < 5e-5, `${foundLow}`);
    assert.ok(Math.abs(foundHigh - high) < 5e-5, `${foundHigh}`);
  });
}

test("Wilson's interval holds the ratio, lies in 0–1 and mirrors", () => {
  const random = seededRandom(1);
  for (let round = 0; round < 2000; round++) {
    const n = 1 + Math.floor(random() * 500);
    const ng = Math.floor(random() * (n + 1));
    const [low, high] = wilsonInterval(ng, n);
    assert.ok(low >= 0 && high <= 1);
    assert.ok(low <= ng / n + 1e-12 && high >= ng / n - 1e-12, `${ng} in ${n}`);
    const [mirroredLow, mirroredHigh] = wilsonInterval(n - ng, n);
    assert.ok(Math.abs(low - (1 - mirroredHigh)) < 1e-12 && Math.abs(high - (1 - mirroredLow)) < 1e-12);
  }
});

test("every dimension accounts for every part", () => {
  const ratios = ngRatios(judged);
  const [overall] = ratios.filter((row) => row.dimension === "overall");
  assert.ok(overall !== undefined && overall.ngRatio > 0.1 && overall.ngRatio < 0.2);
  for (const dimension of new Set(ratios.map((row) => row.dimension))) {
    const rows = ratios.filter((row) => row.dimension === dimension);
    assert.equal(
      rows.reduce((sum, row) => sum + row.parts, 0),
      judged.length,
      dimension,
    );
    assert.equal(
      rows.reduce((sum, row) => sum + row.ng, 0),
      overall.ng,
      dimension,
    );
  }
  assert.equal(ratios.length, 1 + 4 + 14 + 2 + 7 + 4 * 14);
});

test("the p-chart shows points above the limit on L3 in the last three days, and only there", () => {
  const points = pChart(judged);
  const outside = points.filter((point) => point.outOfControl);
  assert.deepEqual(outside.map((point) => `${point.line} ${point.inspectionDate}`).sort(), [
    "L3 2025-07-10",
    "L3 2025-07-11",
    "L3 2025-07-12",
  ]);
  assert.ok(outside.every((point) => point.p > point.ucl));
  const ratios = outside.sort((a, b) => (a.inspectionDate < b.inspectionDate ? -1 : 1)).map((point) => point.p);
  assert.deepEqual(ratios, [...ratios].sort(), "the ratio rises from day to day");
});

test("the Pareto goes down, and adds up to all NG parts", () => {
  const rows = pareto(judged);
  assert.equal(rows[0]?.faultType, "K_Scatch");
  assert.equal(rows.at(-1)?.cumulativeShare, 1);
  for (const [index, row] of rows.entries()) {
    assert.ok(row.ng <= (rows[index - 1]?.ng ?? Number.POSITIVE_INFINITY));
    assert.equal(row.rank, index + 1);
  }
});

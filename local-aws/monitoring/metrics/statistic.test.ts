import assert from "node:assert/strict";
import { test } from "node:test";
import { random } from "../../testing/random";
import { Distribution } from "./distribution";
import { statisticOf } from "./statistic";

function distributionOf(values: readonly number[]): Distribution {
  const distribution = new Distribution();
  for (const value of values) {
    distribution.add(value, 1);
  }
  return distribution;
}

const value = (name: string, distribution: Distribution) => statisticOf(name)?.(distribution);

test("the numbers from 1 to 100", () => {
  const hundred = distributionOf(Array.from({ length: 100 }, (_, i) => 100 - i));
  const expected: Readonly<Record<string, number>> = {
    ...{ SampleCount: 100, Sum: 5050, Average: 50.5, Minimum: 1, Maximum: 100 },
    ...{ p0: 1, p50: 50, p99: 99, "p99.5": 100, p100: 100 },
    // without the ten highest: 1 to 90
    ...{ tm90: 45.5, tc90: 90, ts90: 4095 },
    // the ten highest count as 90
    wm90: (4095 + 10 * 90) / 100,
    // 26 to 75
    ...{ IQM: 50.5, "TC(25%:75%)": 50, "TM(10%:90%)": 50.5 },
    ...{ "PR(:30)": 30, "PR(30:)": 70, "PR(10:30)": 20, "TC(10:30)": 20, "TM(10:30)": 20.5, "TS(:3)": 6 },
    "WM(10:30)": (10 * 10 + 410 + 30 * 70) / 100,
  };
  for (const [name, number] of Object.entries(expected)) {
    assert.equal(value(name, hundred), number, name);
  }
});

test("names of no statistic", () => {
  for (const name of [
    "",
    "Median",
    "p101",
    "p",
    "TM(10%:90)",
    "PR(10%:20%)",
    "TM(:)",
    "tm90%",
    "average",
    "constructor",
  ]) {
    assert.equal(statisticOf(name), undefined, name);
  }
});

test("what statistic sets hide has no percentiles; a set of one value tells it", () => {
  const hidden = distributionOf([1, 2]);
  hidden.addSet({ count: 3, sum: 9, minimum: 1, maximum: 5 });
  assert.deepEqual([value("p50", hidden), value("Sum", hidden), value("Maximum", hidden)], [undefined, 12, 5]);
  const told = distributionOf([1, 2]);
  told.addSet({ count: 3, sum: 12, minimum: 4, maximum: 4 });
  assert.deepEqual([value("p100", told), value("SampleCount", told)], [4, 5]);
});

test("however the values come, in counts, parts or one by one, the statistics are those of the sorted list", () => {
  for (let round = 0; round < 50; round++) {
    const next = random(7, round);
    const all: number[] = [];
    const whole = new Distribution();
    for (let part = 0; part < 4; part++) {
      const distribution = new Distribution();
      for (let i = 0; i < 10; i++) {
        const [number, count] = [next(20) - 10, 1 + next(3)];
        distribution.add(number, count);
        all.push(...Array.from({ length: count }, () => number));
      }
      whole.addAll(distribution);
    }
    const sorted = all.toSorted((a, b) => a - b);
    const percent = next(101);
    const atRank = sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)];
    assert.equal(value(`p${percent}`, whole), atRank);
    assert.equal(value("SampleCount", whole), sorted.length);
    assert.equal(
      value("Sum", whole),
      sorted.reduce((sum, each) => sum + each, 0),
    );
    const kept = sorted.slice(0, Math.ceil((percent * sorted.length) / 100));
    assert.equal(value(`tc${percent}`, whole), kept.length);
    assert.equal(
      value(`ts${percent}`, whole) ?? 0,
      kept.reduce((sum, each) => sum + each, 0),
    );
  }
});

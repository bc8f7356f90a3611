import assert from "node:assert/strict";
import { test } from "node:test";
import { seeds } from "../../engine/clauses/testing";
import { freshPowerWorld, powerOf, powerWorld } from "../windows/power";

test("each meter has 84 days but two, a week, and a need that grows", () => {
  for (const world of [powerWorld, ...seeds(20).map(freshPowerWorld)]) {
    const power = powerOf(world);
    assert.deepEqual(powerOf(world), power);
    assert.equal(new Date(world.firstDay).getUTCDay(), 1, "a Monday");
    for (const site of world.sites) {
      const own = power.filter((day) => day.site === site);
      assert.equal(own.length, 82, site);
      const days = own.map(({ day }) => Date.parse(day) / 86_400_000);
      // the gaps are far from the ends and from each other: each leaves whole weeks around it
      const gaps = days.slice(1).flatMap((day, index) => (day - (days[index] ?? 0) > 1 ? [index] : []));
      assert.ok(gaps.length === 2 && gaps[0] !== undefined && gaps[0] >= 10 && (gaps[1] ?? 0) - gaps[0] > 7, site);
      const mean = (some: typeof own): number => some.reduce((sum, { kwh }) => sum + kwh, 0) / some.length;
      const on = (weekday: number) => own.filter(({ day }) => new Date(day).getUTCDay() === weekday);
      assert.ok(mean(on(0)) < 0.7 * mean(on(3)), site);
      assert.ok(mean(own.slice(0, 28)) < 0.95 * mean(own.slice(-28)), site);
    }
  }
});

test("fresh meters share no site with the exercise's", () => {
  for (const seed of seeds(20)) {
    assert.deepEqual(
      freshPowerWorld(seed).sites.filter((site) => powerWorld.sites.includes(site)),
      [],
    );
  }
});

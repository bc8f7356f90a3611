import assert from "node:assert/strict";
import { test } from "node:test";
import { seeds } from "../../engine/clauses/testing";
import { byProgram, changeDay } from "../evolution/programs";
import { corrected, correctionsOf } from "../iceberg/corrections";
import { cutsOf, freshWorld, shopWorld } from "../shop/cuts";

test("the shop has every row of the source once, with 348 failures and nine more without one", () => {
  const cuts = cutsOf(shopWorld);
  assert.equal(cuts.length, 10_000);
  assert.equal(new Set(cuts.map(({ cut_id: id }) => id)).size, 10_000);
  // 339 are marked as failed; 18 of the 19 random failures are not, and 9 of the 339 have no kind
  const failed = cuts.filter(({ failure }) => failure !== null);
  assert.deepEqual([failed.length, failed.filter(({ failure }) => failure === "?").length], [357, 9]);
  const torque = cuts.reduce((sum, { torque_nm }) => sum + torque_nm, 0) / cuts.length;
  assert.ok(Math.abs(torque - 39.98691) < 1e-4, `${torque}`);
});

test("fresh data share no site, no day and no number with the shop's, and are the same for the same seed", () => {
  const own = new Set(cutsOf(shopWorld).flatMap(({ cut_id, site, cut_at }) => [cut_id, site, cut_at.slice(0, 10)]));
  for (const seed of seeds(20)) {
    const fresh = cutsOf(freshWorld(seed));
    assert.deepEqual(cutsOf(freshWorld(seed)), fresh);
    const shared = fresh.filter(
      ({ cut_id, site, cut_at }) => own.has(cut_id) || own.has(site) || own.has(cut_at.slice(0, 10)),
    );
    assert.deepEqual(shared, []);
    assert.ok(new Set(fresh.map(({ site }) => site)).size >= 3);
    assert.ok(fresh.some(({ failure }) => failure !== null) && fresh.some(({ failure }) => failure === null));
  }
});

test("the new program begins in the middle of a shop's days, and both programs have cuts of every grade", () => {
  assert.equal(changeDay(cutsOf(shopWorld)), "2025-03-17");
  for (const seed of seeds(20)) {
    const cuts = cutsOf(freshWorld(seed));
    const { before, after } = byProgram(cuts);
    assert.equal(before.length + after.length, cuts.length);
    for (const part of [before, after]) {
      assert.equal(new Set(part.map(({ grade }) => grade)).size, 3);
      assert.equal(new Set(part.map(({ cut_at: at }) => at.slice(0, 10))).size, 14);
    }
  }
});

test("the inspection corrects 102 cuts, deletes 99 and one that is not there, and adds 40", () => {
  const cuts = cutsOf(shopWorld);
  const corrections = correctionsOf(cuts);
  const count = (action: string): number => corrections.filter((one) => one.action === action).length;
  assert.deepEqual([count("update"), count("delete"), count("insert")], [102, 100, 40]);
  assert.equal(new Set(corrections.map(({ cut }) => cut.cut_id)).size, 242);
  const after = corrected(cuts);
  assert.equal(after.length, 10_000 - 99 + 40);
  const failures = new Map(cuts.map((cut) => [cut.cut_id, cut.failure]));
  const changed = after.filter((cut) => cut.cut_id <= 10_000 && cut.failure !== failures.get(cut.cut_id));
  assert.equal(changed.length, 102);
});

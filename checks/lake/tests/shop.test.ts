import assert from "node:assert/strict";
import { test } from "node:test";
import { seeds } from "../../engine/clauses/testing";
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

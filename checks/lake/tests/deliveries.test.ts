import assert from "node:assert/strict";
import { test } from "node:test";
import { seeds } from "../../engine/clauses/testing";
import { pairsOf } from "../geography/judge-pairs";
import { isInRectangle } from "../geography/judge-zones";
import { isInRing } from "../geography/sphere";
import { freshWorld, shopWorld } from "../shop/cuts";
import { deliveriesOf, isInZone } from "../shop/deliveries";

test("every zone but the harbour has deliveries inside, in its hole and in the corners around it", () => {
  for (const world of [shopWorld, ...seeds(20).map(freshWorld)]) {
    const { zones, deliveries, sites } = deliveriesOf(world);
    assert.deepEqual(
      zones.map(({ zone }) => zone),
      [...sites.map(({ site }) => site), "Harbour"],
    );
    for (const zone of zones) {
      const [, hole = []] = zone.rings;
      const inside = deliveries.filter((one) => isInZone(one, zone)).length;
      const inHole = deliveries.filter((one) => isInRing(one, hole)).length;
      const around = deliveries.filter((one) => isInRectangle(one, zone)).length - inside - inHole;
      const least = zone.zone === "Harbour" ? [0, 0, 0] : [4, 3, 2];
      assert.ok(inside >= (least[0] ?? 0) && inHole >= (least[1] ?? 0) && around >= (least[2] ?? 0), zone.zone);
      assert.equal(zone.zone === "Harbour", inside + inHole + around === 0);
    }
  }
});

test("no two deliveries are so nearly 5 km apart that the earth's radius decides", () => {
  for (const world of [shopWorld, ...seeds(20).map(freshWorld)]) {
    const { deliveries } = deliveriesOf(world);
    const [fewer, more] = [pairsOf(deliveries, 4.9995), pairsOf(deliveries, 5.0005)];
    assert.ok(fewer.length > 30);
    assert.equal(fewer.length, more.length);
  }
});

test("the same seed gives the same deliveries, another other ones", () => {
  assert.deepEqual(deliveriesOf(shopWorld), deliveriesOf(shopWorld));
  assert.notDeepEqual(deliveriesOf(freshWorld(1)), deliveriesOf(freshWorld(2)));
});

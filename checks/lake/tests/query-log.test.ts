import assert from "node:assert/strict";
import { test } from "node:test";
import { seeds } from "../../engine/clauses/testing";
import { freshLogWorld, logOf, logWorld } from "../workgroups/query-log";

test("each team but the last has queries of every kind; the last one's are all free", () => {
  for (const world of [logWorld, ...seeds(20).map(freshLogWorld)]) {
    const log = logOf(world);
    assert.deepEqual(logOf(world), log);
    assert.equal(new Set(log.map(({ query_id: id }) => id)).size, world.queries);
    for (const team of world.teams) {
      const own = log.filter((query) => query.team === team);
      const billed = own.filter(({ bytes, state }) => bytes > 0 && state !== "FAILED");
      const about = `${team}, seed ${world.seed}`;
      assert.ok(
        own.some(({ state, bytes }) => state === "FAILED" && bytes > 0),
        about,
      );
      assert.ok(own.some(({ kind }) => kind === "DDL") && own.some(({ reused }) => reused), about);
      if (team === world.teams.at(-1)) {
        assert.equal(billed.length, 0, about);
      } else {
        assert.ok(
          billed.some(({ state }) => state === "CANCELLED"),
          about,
        );
        assert.ok(billed.some(({ bytes }) => bytes < 9e6) && billed.some(({ bytes }) => bytes > 2e7), about);
      }
    }
  }
});

test("fresh logs share no team with the exercise's", () => {
  for (const seed of seeds(20)) {
    assert.deepEqual(
      freshLogWorld(seed).teams.filter((team) => logWorld.teams.includes(team)),
      [],
    );
  }
});

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { dataset } from "./dataset";

test("makes a workshop's data where they are missing, and says where they are", async () => {
  const names = readdirSync(await dataset("retail")).filter((name) => name.endsWith(".csv"));
  assert.equal(names.length, 4);
});

test("a workshop without such data is told", async () => {
  for (const slug of ["quality", "none", "../retail"]) {
    await assert.rejects(dataset(slug), /has no data that are made at first need/, slug);
  }
});

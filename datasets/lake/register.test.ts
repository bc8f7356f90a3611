import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { register, registerText } from "./register";

test("the file is what the rules make", () => {
  const file = join(__dirname, "..", "..", "..", "datasets", "lake", "machines.jsonl");
  assert.equal(readFileSync(file, "utf8"), registerText());
});

test("forty machines, eight of them twice, with every kind of dirt", () => {
  const entries = register();
  assert.deepEqual([entries.length, entries.filter(({ machine }) => machine === null).length], [48, 8]);
  assert.equal(new Set(entries.map(({ entry }) => entry)).size, 48);
  for (const { same_as: other, name, serial } of entries.filter(({ same_as }) => same_as !== null)) {
    const first = entries.find(({ entry }) => entry === other);
    assert.ok(first !== undefined && first.name !== name && first.serial !== serial, name);
    assert.deepEqual([...first.serial].sort(), [...serial].sort());
  }
  const powers = entries.map(({ power_kw: power }) => (typeof power === "number" ? "number" : power.slice(-2)));
  assert.deepEqual([...new Set(powers)].sort(), ["kW", "number", "wn"]);
  assert.ok(entries.some(({ in_service: isIn, machine }) => !isIn && machine !== null));
});

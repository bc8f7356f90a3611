import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { stage } from "./stage";

const folder = resolve(__dirname, "../../../datasets/quality");
const source = readFileSync(join(folder, "steel-plates-faults.csv"), "utf8");
const staged = stage(source);

function rowsOf(path: RegExp): string[] {
  return [...staged].filter(([name]) => path.test(name)).flatMap(([, text]) => text.trimEnd().split("\n"));
}

const inspections = rowsOf(/inspections\.csv$/).filter((row) => !row.startsWith("part_id,"));
const labels = rowsOf(/labels\.json$/).map((row) => JSON.parse(row) as { part_id: string; fault_type: string });
const sourceRows = source
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((row) => row.split(","));

test("the committed files are what the source gives, byte for byte", () => {
  const committed = readdirSync(join(folder, "raw"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(csv|json)$/.test(path))
    .map((path) => path.replaceAll("\\", "/"));
  assert.deepEqual(committed.sort(), [...staged.keys()].sort());
  for (const [path, text] of staged) {
    assert.ok(existsSync(join(folder, "raw", path)), path);
    assert.equal(readFileSync(join(folder, "raw", path), "utf8"), text, path);
  }
});

test("there is a folder for each of the 14 dates", () => {
  assert.equal(staged.size, 28);
  assert.ok(staged.has("inspections/inspection_date=2025-06-29/inspections.csv"));
  assert.ok(staged.has("labels/inspection_date=2025-07-12/labels.json"));
});

test("the dirt has the counts of datasets/quality/README.md", () => {
  assert.equal(inspections.length, 1951);
  assert.equal(new Set(inspections).size, 1941, "10 exact duplicates");
  const cells = [...new Set(inspections)].map((row) => row.split(","));
  assert.equal(cells.filter((row) => row.includes("")).length, 14);
  assert.equal(cells.filter((row) => row.some((cell) => cell.endsWith(" mm"))).length, 9);
  const swapped = cells.filter(
    ([, , , xLow, xHigh, yLow, yHigh]) =>
      ![xLow, xHigh, yLow, yHigh].includes("") && (Number(xLow) > Number(xHigh) || Number(yLow) > Number(yHigh)),
  );
  assert.equal(swapped.length, 12);

  const parts = new Set(cells.map(([id]) => id));
  const labelled = new Set(labels.map((label) => label.part_id));
  assert.equal(labels.length, 1936);
  assert.equal(labelled.size, 1936);
  assert.equal([...labelled].filter((id) => !parts.has(id)).length, 6);
  assert.equal([...parts].filter((id) => !labelled.has(id ?? "")).length, 11);
});

test("outside the dirt, every measured value is the source's own text", () => {
  let changed = 0;
  for (const row of new Set(inspections)) {
    const [id = "", , inspectedAt, ...measured] = row.split(",");
    const original = sourceRows[Number(id.slice(1)) - 1]?.slice(0, 27) ?? [];
    assert.equal(measured.length, 27);
    const isOriginal = measured.every((cell, index) => cell === original[index]);
    changed += isOriginal && inspectedAt !== "" && !row.includes(",,") ? 0 : 1;
  }
  assert.equal(changed, 14 + 12 + 9);
});

test("every label is the source's fault", () => {
  const faults = ["Pastry", "Z_Scratch", "K_Scatch", "Stains", "Dirtiness", "Bumps", "Other"];
  for (const { part_id: id, fault_type: faultType } of labels.filter((label) => label.part_id < "P90000")) {
    const original = sourceRows[Number(id.slice(1)) - 1] ?? [];
    assert.equal(faults[original.slice(27).indexOf("1")], faultType, id);
  }
});

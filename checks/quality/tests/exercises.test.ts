import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { blanksLeft } from "../../engine/blanks";
import { seeds } from "../../engine/clauses/testing";
import { freshCriteria, fullCriteria, givenCriteria } from "../plant/criteria";
import { freshWorld, plantFiles, plantSeed } from "../plant/plant";
import { type Truth, truthOf, wilson, z } from "../truth";
import { workshop } from "../workshop";

const { steps } = workshop;

test("missing and broken files are not attempted; a blank counts in code, not in an output that quotes it", () => {
  const folder = mkdtempSync(join(tmpdir(), "quality-exercises-empty-"));
  const [step] = steps;
  assert.ok(step);
  const left = (text: string): number => {
    writeFileSync(join(folder, `${step.name}.ipynb`), text);
    return blanksLeft(folder, step).size;
  };
  const why = (): string => blanksLeft(folder, step).get("1.2") ?? "";
  try {
    assert.equal(blanksLeft(folder, step).size, 3);
    assert.equal(why(), `There is no file 01-raw-data.ipynb in ${folder}.`);
    assert.equal(left("{"), 3);
    assert.match(why(), /^01-raw-data.ipynb is there, but cannot be read as a notebook: /);
    assert.equal(left("{}"), 3);
    assert.match(why(), /^01-raw-data.ipynb is there, but cannot be read as a notebook: /);
    const cell = { cell_type: "code", source: ["await showCheck(1);"], outputs: [{ text: "Task 1.1 is still open" }] };
    assert.equal(left(JSON.stringify({ cells: [cell] })), 0);
    assert.equal(
      left(JSON.stringify({ cells: [{ ...cell, source: 'throw new Error("Task 1.1 is still open");' }] })),
      1,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a plant's files are the same for the same seed, and have every kind of dirt for any", () => {
  assert.deepEqual(plantFiles(plantSeed), plantFiles(plantSeed));
  assert.notEqual(plantFiles(1).inspections, plantFiles(2).inspections);
  for (let seed = 1; seed <= 60; seed++) {
    const truth = truthOf(plantFiles(seed), fullCriteria);
    const reasons = new Set(truth.rejected.map(({ reason }) => reason));
    assert.equal(reasons.size, 3, `seed ${seed}`);
    assert.equal(truth.rows.length, truth.features.length + truth.rejected.length);
    assert.equal(new Set(truth.features.map(({ coil_id: id }) => id)).size, truth.features.length);
    assert.equal(
      truth.judged.length + truth.unmatched.filter(({ record }) => record === "coil").length,
      truth.features.length,
    );
    assert.equal(new Set(truth.unmatched.map(({ reason }) => reason)).size, 3, `seed ${seed}`);
    const atLimit = truth.judged.filter((coil) => {
      const limits = fullCriteria.criteria.find(({ defect }) => defect === coil.defect);
      return coil.area_px === limits?.max_area_px || coil.length_mm === limits?.max_length_mm;
    });
    assert.ok(
      atLimit.some(({ judgement }) => judgement === "OK"),
      `seed ${seed}: a coil at its limit`,
    );
    assert.ok(
      truth.judged.some(({ defect, judgement }) => defect === "Rust" && judgement === "NG"),
      `seed ${seed}`,
    );
    assert.ok(truthOf(plantFiles(seed), givenCriteria).judged.length < truth.judged.length);
  }
});

test("fresh data share nothing with the plant's that an answer could name, and are the same for the same seed", () => {
  const plant = truthOf(plantFiles(plantSeed), fullCriteria);
  const named = ({ rows, labels }: Truth): Set<string> =>
    new Set([...rows.flatMap(({ coil_id: id, day, line }) => [id, day, line]), ...labels.map(({ defect }) => defect)]);
  for (const seed of seeds(20)) {
    for (const isEarlier of [true, false]) {
      const files = plantFiles(seed, freshWorld(seed, isEarlier));
      assert.deepEqual(plantFiles(seed, freshWorld(seed, isEarlier)), files);
      const fresh = truthOf(files, freshCriteria);
      assert.deepEqual(
        [...named(fresh)].filter((name) => named(plant).has(name)),
        [],
      );
      assert.ok(fresh.rows.every(({ day }) => day < "2025-08-04" === isEarlier && (isEarlier || day > "2025-08-11")));
      assert.notEqual(fresh.rows.length, plant.rows.length);
    }
  }
});

test("Wilson's interval fits its definition: at both bounds the ratio is z standard errors away", () => {
  for (const [ng, n] of [
    [1, 29],
    [15, 148],
    [81, 263],
    [5, 5],
  ] as const) {
    for (const bound of wilson(ng, n)) {
      if (bound > 1e-9 && bound < 1 - 1e-9) {
        assert.ok(Math.abs(Math.abs(ng / n - bound) / Math.sqrt((bound * (1 - bound)) / n) - z) < 1e-9);
      }
    }
  }
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { type AcceptanceCriteria, diagnose, type RawInspection, type RawLabel, readRawFiles } from "./judged-parts";

const root = resolve(__dirname, "../../../..");
const rawFolder = join(root, "datasets", "quality", "raw");
const criteriaFile = join(root, "glue-scripts", "quality", "acceptance_criteria.json");
const criteria = JSON.parse(readFileSync(criteriaFile, "utf8")) as AcceptanceCriteria;
const diagnosis = diagnose(readRawFiles(rawFolder), criteria);

function countBy(reasons: readonly { readonly reason: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of reasons) {
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

test("every raw row is accepted or rejected, with the counts of datasets/quality/README.md", () => {
  assert.equal(diagnosis.input, 1951);
  assert.equal(diagnosis.accepted, 1915);
  assert.deepEqual(countBy(diagnosis.rejectedInspections), {
    missing_cell: 14,
    swapped_corners: 12,
    duplicate_row: 10,
  });
  assert.deepEqual(countBy(diagnosis.rejectedRecords), {
    part_rejected_earlier: 26,
    label_without_part: 6,
    part_without_label: 11,
  });
  assert.equal(diagnosis.judged.length, 1904);
});

test("the judgement is that of SQL over the source file", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(`
    WITH source AS (
      SELECT *, row_number() OVER () AS part FROM read_csv('${join(root, "datasets", "quality", "steel-plates-faults.csv")}')
    ), faults AS (
      UNPIVOT source ON Pastry_Fault, Z_Scratch_Fault, K_Scatch_Fault, Stains_Fault, Dirtiness_Fault, Bumps_Fault,
        Other_Faults INTO NAME fault VALUE present
    ), criteria AS (
      SELECT pixel_size_mm, unnest(criteria, recursive := true) FROM read_json('${criteriaFile}')
    )
    SELECT printf('P%05d', part) AS part_id, fault_type,
      Pixels_Areas > max_area_px
        OR greatest(X_Maximum - X_Minimum, Y_Maximum - Y_Minimum) * pixel_size_mm > max_length_mm AS ng
    FROM faults JOIN criteria ON regexp_replace(fault, '_Faults?$', '') = fault_type
    WHERE present = 1`);
  const expected = new Map(reader.getRowObjects().map((row) => [row.part_id, row]));
  assert.equal(expected.size, 1941);
  for (const part of diagnosis.judged) {
    const row = expected.get(part.partId);
    assert.equal(part.faultType, row?.fault_type, part.partId);
    assert.equal(part.judgement, row?.ng === true ? "NG" : "OK", part.partId);
  }
});

test("every feature of the vector lies between 0 and 1", () => {
  for (const name of diagnosis.judged[0]?.normalised.keys() ?? []) {
    const values = diagnosis.judged.map((part) => part.normalised.get(name) ?? Number.NaN);
    assert.ok(
      values.every((value) => value >= 0 && value <= 1),
      name,
    );
  }
});

test("a value at its limit is OK, one above it NG", () => {
  const limits: AcceptanceCriteria = {
    pixel_size_mm: 0.5,
    criteria: [{ fault_type: "Bumps", max_area_px: 100, max_length_mm: 20, severity: "minor" }],
  };
  const judge = (area: number, height: number): [string, string | null] => {
    const measured = { x_minimum: 0, x_maximum: 10, y_minimum: 5, y_maximum: 5 + height, pixels_areas: area };
    const vector = readRawFiles(rawFolder).inspections[0] as RawInspection;
    const row = Object.entries(measured).map(([name, value]) => [name, String(value)]);
    const inspection = { ...vector, ...Object.fromEntries(row) } as RawInspection;
    const label: RawLabel = { part_id: inspection.part_id, fault_type: "Bumps", inspection_date: "" };
    const part = diagnose({ inspections: [inspection], labels: [label] }, limits).judged[0];
    return [part?.judgement ?? "", part?.ngReason ?? null];
  };
  assert.deepEqual(judge(100, 40), ["OK", null]);
  assert.deepEqual(judge(101, 40), ["NG", "area_over_limit"]);
  assert.deepEqual(judge(100, 41), ["NG", "length_over_limit"]);
  assert.deepEqual(judge(101, 41), ["NG", "area_and_length_over_limit"]);
});

test("what the checks cannot decide is an error", () => {
  const [label] = readRawFiles(rawFolder).labels;
  assert.throws(
    () => diagnose({ inspections: [], labels: [label as RawLabel, label as RawLabel] }, criteria),
    /several rows for the part P\d+/,
  );
});

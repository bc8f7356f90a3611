import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Lab } from "../../engine/lab/lab";
import { putParquet } from "../../engine/lab/put-parquet";
import { putGround, putStateBefore } from "../../engine/lab/state";
import { findingOf, startTestLab, type TestLab } from "../../engine/testing/test-lab";
import { step1 } from "../clauses/step-1";
import { keys } from "../layout";
import { fullCriteria, givenCriteria } from "../plant/criteria";
import { chartTypes, featureRows, featureTypes, rejectedRows, rejectedTypes } from "../state";
import { truthOf } from "../truth";
import { workshop } from "../workshop";

// What lies in S3 is put there directly, in whatever form a right or wrong solution leaves it.

let testLab: TestLab;
let lab: Lab;
const files = workshop.context({} as Lab).files;
const truth = truthOf(files, fullCriteria);

before(async () => {
  testLab = await startTestLab(workshop);
  lab = testLab.lab;
  await putGround(lab);
});

after(() => testLab.close());

const putCriteria = (criteria: unknown) => lab.put(keys.criteria, JSON.stringify({ ...fullCriteria, criteria }));

test("an empty lab is not attempted, on every task", async () => {
  for (const task of ["1", "3", "4", "5"].flatMap((step) => ["1", "2", "3"].map((one) => `${step}.${one}`))) {
    assert.equal((await findingOf(workshop, lab, task)).state, "open", task);
  }
});

test("the right raw data, labels and manifest are right, however they are put", async () => {
  for (const { solution } of [{ solution: {} }, ...step1.others]) {
    const { inspections, labels, manifest } = { ...step1.right, ...solution };
    const raw = { ...inspections(truth, files.inspections.split("\n")[0] ?? ""), ...labels(truth) };
    await lab.deletePrefix(keys.raw);
    for (const [key, body] of Object.entries({ ...raw, ...manifest(raw, truth) })) {
      await lab.put(key, body);
    }
    for (const task of ["1.1", "1.2", "1.3"]) {
      assert.equal((await findingOf(workshop, lab, task)).state, "right", task);
    }
  }
});

test("the right criteria are right, in whatever order; the plant's own file is not attempted", async () => {
  await putCriteria(fullCriteria.criteria.map((one) => Object.fromEntries(Object.entries(one).reverse())).reverse());
  assert.equal((await findingOf(workshop, lab, "4.1")).state, "right");
  await putCriteria(givenCriteria.criteria);
  assert.equal((await findingOf(workshop, lab, "4.1")).state, "open");
});

test("right results without a job are not right yet: nothing can be run on fresh data", async () => {
  await putStateBefore(workshop, workshop.context(lab), 4);
  const finding = await findingOf(workshop, lab, "3.1");
  assert.equal(finding.state, "wrong");
  assert.match(finding.message, /no job quality-exercises-preprocessing/);
});

/** Right on the plant's data, and no job there that could be run on fresh data. */
async function assertRightOnPlant(task: string): Promise<void> {
  const { message } = await findingOf(workshop, lab, task);
  assert.match(message, /^There is no job quality-exercises-/, task);
}

test("names of columns in upper case, more files, other names of files and a marker beside them are right", async () => {
  await putStateBefore(workshop, workshop.context(lab), 6);
  const upper = <Value>(one: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [name.toUpperCase(), value]));
  await putParquet(lab, keys.features, featureRows(truth).map(upper), upper(featureTypes), "DAY");
  await putParquet(lab, keys.rejected, rejectedRows(truth).map(upper), upper(rejectedTypes));
  await lab.put(`${keys.rejected}_SUCCESS`, "");
  await lab.put(`${keys.rejected}.part-0.crc`, "crc");
  const [half, other] = [truth.chart.slice(0, 9), truth.chart.slice(9)].map((rows) => rows.map((row) => ({ ...row })));
  await putParquet(lab, `${keys.pChart}a/`, half ?? [], chartTypes);
  await putParquet(lab, `${keys.pChart}b/`, other ?? [], chartTypes);
  for (const part of ["a", "b"]) {
    await lab.put(`${keys.pChart}${part}`, (await lab.bytes(`${keys.pChart}${part}/part-0.parquet`)) ?? "");
    await lab.deletePrefix(`${keys.pChart}${part}/`);
  }
  await lab.deletePrefix(`${keys.pChart}part-`);
  for (const task of ["3.1", "3.2", "5.3"]) {
    await assertRightOnPlant(task);
  }
});

test("a file that is not Parquet is named, with what it begins with", async () => {
  await putStateBefore(workshop, workshop.context(lab), 6);
  await lab.deletePrefix(keys.ratios);
  await lab.put(`${keys.ratios}part-0.csv`, "line,coils,ng,ng_ratio\nM1,1,1,1.0\n");
  const finding = await findingOf(workshop, lab, "5.1");
  assert.deepEqual(
    [finding.state, finding.message],
    ["wrong", `Below ${keys.ratios} lies a file that is not Parquet.`],
  );
  assert.match(
    finding.state === "wrong" ? (finding.seen ?? "") : "",
    /part-0\.csv, which begins with `line,coils,ng,ng_ratio`/,
  );
  await lab.put(`${keys.ratios}part-0.csv`, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]));
  const gzip = await findingOf(workshop, lab, "5.1");
  assert.match(gzip.state === "wrong" ? (gzip.seen ?? "") : "", /which begins with the bytes 1f8b0800/);
});

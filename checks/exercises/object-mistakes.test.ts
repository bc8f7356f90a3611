import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { step1 } from "./clauses/step-1";
import { Context } from "./context";
import { fullCriteria, givenCriteria } from "./criteria";
import type { Cell, Lab } from "./lab";
import { keys } from "./names";
import {
  chartTypes,
  featureRows,
  featureTypes,
  intervalTypes,
  judgedRows,
  judgedTypes,
  putGround,
  putParquet,
  putStateBefore,
  ratioTypes,
  rejectedRows,
  rejectedTypes,
  type Types,
  unmatchedTypes,
  vectorRows,
  vectorTypes,
} from "./state";
import { assertDistinct, expectMessage, findingOf, type Mistake, startTestLab, type TestLab } from "./testing/test-lab";
import { countNg, groups, type LineRatio, normalise, truthOf } from "./truth";
import type { WrongFinding } from "./verdict";

// The mistakes of steps 3, 4 and 5: what they leave in S3 is put there directly.

type Row = Record<string, Cell>;

let testLab: TestLab;
let lab: Lab;
const files = new Context({} as Lab).files;
const truth = truthOf(files, fullCriteria);

before(async () => {
  testLab = await startTestLab();
  lab = testLab.lab;
  await putGround(lab);
});

after(() => testLab.close());

const features = featureRows(truth) as Row[];
const vectors = vectorRows(truth) as Row[];
const rejected = rejectedRows(truth) as Row[];
const again = truth.rejected.filter(({ reason }) => reason === "duplicate_row").map(({ row }) => row.coil_id);
const withUnit = truth.features
  .filter(({ coil_id: id }) => truth.rows.some((row) => row.coil_id === id && row.gauge.endsWith(" mm")))
  .map(({ coil_id: id }) => id);

const putFeatureRows = (rows: readonly Row[], types: Types = featureTypes) =>
  putParquet(lab, keys.features, rows, types, "day");
const changed = (rows: readonly Row[], change: (row: Row) => object): Row[] =>
  rows.map((row) => ({ ...row, ...change(row) }) as Row);
const putRejected = (rows: readonly Row[]) => putParquet(lab, keys.rejected, rows, rejectedTypes);
const putVectors = (values: ReadonlyMap<string, object>) =>
  putParquet(
    lab,
    keys.vectors,
    changed(vectors, ({ coil_id: id }) =>
      Object.fromEntries(Object.entries(values.get(String(id)) ?? {}).map(([name, value]) => [`${name}_norm`, value])),
    ),
    vectorTypes,
    "day",
  );
const eachValue = (change: (value: number, name: string) => number) =>
  new Map(
    [...truth.normalised].map(([id, values]) => [
      id,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)])),
    ]),
  );
const per = (key: (one: (typeof truth.features)[number]) => string) =>
  new Map(groups(truth.features, key).flatMap(([, all]) => [...normalise(all)]));

function overRawRows(): Map<string, object> {
  const bounds = (["gloss", "roughness", "contrast"] as const).map((name) => {
    const values = truth.rows.flatMap((row) => (row[name] === "" ? [] : [Number(row[name])]));
    return { name, low: Math.min(...values), range: Math.max(...values) - Math.min(...values) };
  });
  return new Map(
    truth.features.map(({ coil_id: id, vector }) => [
      id,
      Object.fromEntries(bounds.map(({ name, low, range }) => [name, (vector[name] - low) / range])),
    ]),
  );
}

const step3: readonly Mistake[] = [
  {
    task: "3.1",
    name: "duplicates kept",
    message: /come twice are not rejected/,
    make: () => putRejected(rejected.filter((row) => row.reject_reason !== "duplicate_row")),
  },
  {
    task: "3.1",
    name: "both copies rejected",
    message: /Both copies of a row/,
    make: () => putRejected([...rejected, ...rejected.filter((row) => row.reject_reason === "duplicate_row")]),
  },
  {
    task: "3.1",
    name: "repairable gauges rejected",
    message: /it can be repaired/,
    make: () =>
      putRejected([
        ...rejected,
        { ...truth.rows.find((row) => row.coil_id === withUnit[0]), reject_reason: "missing_cell" } as Row,
      ]),
  },
  {
    task: "3.1",
    name: "no reason",
    message: /have no reason/,
    make: () => putRejected(changed(rejected, () => ({ reject_reason: null }))),
  },
  {
    task: "3.1",
    name: "another name",
    message: /another name/,
    make: () => putRejected(changed(rejected, () => ({ reject_reason: "bad" }))),
  },
  {
    task: "3.1",
    name: "corners along x only",
    message: /swapped_corners are not those/,
    make: () =>
      putRejected(
        rejected.filter((row) => row.reject_reason !== "swapped_corners" || Number(row.x0) >= Number(row.x1)),
      ),
  },
  {
    task: "3.2",
    name: "rows twice",
    message: /there twice: they would count twice/,
    make: () => putFeatureRows([...features, ...features.filter((row) => again.includes(String(row.coil_id)))]),
  },
  {
    task: "3.2",
    name: "gauge NULL",
    message: /has become NULL/,
    make: () =>
      putFeatureRows(changed(features, (row) => (withUnit.includes(String(row.coil_id)) ? { gauge_mm: null } : {}))),
  },
  {
    task: "3.2",
    name: "rows with a unit lost",
    message: /are missing whose gauge/,
    make: () => putFeatureRows(features.filter((row) => !withUnit.includes(String(row.coil_id)))),
  },
  {
    task: "3.2",
    name: "width and height exchanged",
    message: /width and height are exchanged/,
    make: () =>
      putFeatureRows(
        changed(features, (row) => ({
          width_px: row.height_px,
          height_px: row.width_px,
          aspect: Number(row.height_px) / Number(row.width_px),
        })),
      ),
  },
  {
    task: "3.2",
    name: "one pixel too many",
    message: /one pixel too many/,
    make: () =>
      putFeatureRows(
        changed(features, (row) => ({ width_px: Number(row.width_px) + 1, height_px: Number(row.height_px) + 1 })),
      ),
  },
  {
    task: "3.2",
    name: "height by width",
    message: /it is height by width/,
    make: () => putFeatureRows(changed(features, (row) => ({ aspect: Number(row.height_px) / Number(row.width_px) }))),
  },
  {
    task: "3.2",
    name: "inferSchema",
    message: /inferSchema/,
    make: () =>
      putFeatureRows(
        changed(features, (row) => ({ coil_id: Number(row.coil_id) })),
        { ...featureTypes, coil_id: "INTEGER" },
      ),
  },
  {
    task: "3.2",
    name: "time as text",
    message: /seen_at is written as another type/,
    make: () => putFeatureRows(features, { ...featureTypes, seen_at: "VARCHAR" }),
  },
  {
    task: "3.2",
    name: "not partitioned",
    message: /not partitioned by day/,
    make: () => putParquet(lab, keys.features, features, { ...featureTypes, day: "VARCHAR" }),
  },
  { task: "3.3", name: "bounds of all rows", message: /the rejected ones too/, make: () => putVectors(overRawRows()) },
  {
    task: "3.3",
    name: "each day by itself",
    message: /Each day is normalised/,
    make: () => putVectors(per(({ day }) => day)),
  },
  {
    task: "3.3",
    name: "each line by itself",
    message: /Each line is normalised/,
    make: () => putVectors(per(({ line }) => line)),
  },
  {
    task: "3.3",
    name: "z-scores",
    message: /z-score/,
    make: () => putVectors(eachValue((value) => (value - 0.5) / 0.2)),
  },
  { task: "3.3", name: "per cent", message: /0 to 100/, make: () => putVectors(eachValue((value) => 100 * value)) },
  { task: "3.3", name: "upside down", message: /upside down/, make: () => putVectors(eachValue((value) => 1 - value)) },
];

const judged = judgedRows(truth) as Row[];
const putJudgedRows = (change: (row: Row) => object, rows: readonly Row[] = judged) =>
  putParquet(lab, keys.judged, changed(rows, change), judgedTypes, "day");
const limitOf = (row: Row) =>
  fullCriteria.criteria.find(({ defect }) => defect === row.defect) as (typeof fullCriteria.criteria)[number];
const judgement = (isNg: (area: number, length: number) => boolean) => (row: Row) => {
  const { max_area_px: area, max_length_mm: length } = limitOf(row);
  return { judgement: isNg(Number(row.area_px) - area, Number(row.length_mm) - length) ? "NG" : "OK" };
};
const putCriteria = (criteria: unknown) => lab.put(keys.criteria, JSON.stringify({ ...fullCriteria, criteria }));
const rustWith = (change: object) =>
  putCriteria([...givenCriteria.criteria, { ...fullCriteria.criteria[4], ...change }]);
const putUnmatched = (rows: readonly Row[]) => putParquet(lab, keys.unmatched, rows, unmatchedTypes);
const unmatched = truth.unmatched.map((row) => ({ ...row })) as Row[];

const step4: readonly Mistake[] = [
  {
    task: "4.1",
    name: "Rust alone",
    message: /Scratch, Dent, Stain, Pinhole are gone/,
    make: () => putCriteria([fullCriteria.criteria[4]]),
  },
  {
    task: "4.1",
    name: "another severity",
    message: /severity of Rust/,
    make: () => rustWith({ severity: "critical" }),
  },
  { task: "4.1", name: "pixels", message: /that is in pixels/, make: () => rustWith({ max_length_mm: 48 }) },
  { task: "4.1", name: "text", message: /a number in quotes/, make: () => rustWith({ max_area_px: "60" }) },
  {
    task: "4.1",
    name: "twice",
    message: /more than once/,
    make: () => putCriteria([...fullCriteria.criteria, fullCriteria.criteria[4]]),
  },
  {
    task: "4.1",
    name: "spelled otherwise",
    message: /no criterion for Rust/,
    make: () => rustWith({ defect: "rust" }),
  },
  { task: "4.1", name: "no JSON", message: /is not JSON/, make: () => lab.put(keys.criteria, '{ "criteria": [,] }') },
  {
    task: "4.1",
    name: "others changed",
    message: /What was not asked has changed: Dent/,
    make: () =>
      putCriteria(fullCriteria.criteria.map((one) => (one.defect === "Dent" ? { ...one, severity: "minor" } : one))),
  },
  {
    task: "4.2",
    name: "old criteria",
    message: /No coil with Rust/,
    make: () =>
      putJudgedRows(
        () => ({}),
        judged.filter((row) => row.defect !== "Rust"),
      ),
  },
  {
    task: "4.2",
    name: ">=",
    message: /equal to its limit is OK/,
    make: () => putJudgedRows(judgement((area, length) => area >= 0 || length >= 0)),
  },
  {
    task: "4.2",
    name: "length ignored",
    message: /length is not looked at/,
    make: () => putJudgedRows(judgement((area) => area > 0)),
  },
  {
    task: "4.2",
    name: "area ignored",
    message: /area is not looked at/,
    make: () => putJudgedRows(judgement((_area, length) => length > 0)),
  },
  {
    task: "4.2",
    name: "and",
    message: /or, not and/,
    make: () => putJudgedRows(judgement((area, length) => area > 0 && length > 0)),
  },
  {
    task: "4.2",
    name: "exchanged",
    message: /OK and NG are exchanged/,
    make: () => putJudgedRows(judgement((area, length) => !(area > 0 || length > 0))),
  },
  {
    task: "4.2",
    name: "pixels",
    message: /length_mm .* that is in pixels/,
    make: () => putJudgedRows((row) => ({ length_mm: Number(row.length_mm) * 4 })),
  },
  {
    task: "4.2",
    name: "width only",
    message: /the longer side counts/,
    make: () => putJudgedRows((row) => ({ length_mm: Number(row.width_px) / 4 })),
  },
  {
    task: "4.2",
    name: "severity of the good",
    message: /how severe is no fault/,
    make: () => putJudgedRows((row) => ({ severity: limitOf(row).severity })),
  },
  {
    task: "4.3",
    name: "coils forgotten",
    message: /not the coils without a label/,
    make: () => putUnmatched(unmatched.filter(({ record }) => record === "label")),
  },
  {
    task: "4.3",
    name: "labels forgotten",
    message: /not the labels without a good coil/,
    make: () => putUnmatched(unmatched.filter(({ record }) => record === "coil")),
  },
  {
    task: "4.3",
    name: "one reason for both",
    message: /its coil exists: step 3 rejected it/,
    make: () =>
      putUnmatched(changed(unmatched, ({ record }) => (record === "label" ? { reason: "label_without_coil" } : {}))),
  },
];

const ratios = truth.ratios.map((row) => ({ ...row })) as (Row & LineRatio)[];
const putRatios = (change: (row: Row & LineRatio) => object) =>
  putParquet(
    lab,
    keys.ratios,
    changed(ratios, (row) => change(row as Row & LineRatio)),
    ratioTypes,
  );
const putIntervals = (bounds: (row: LineRatio) => readonly [number, number]) =>
  putParquet(
    lab,
    keys.intervals,
    changed(ratios, (row) => {
      const [low, high] = bounds(row as Row & LineRatio);
      return { wilson_low: low, wilson_high: high };
    }),
    intervalTypes,
  );
const ofLine = (list: readonly { readonly line: string }[], line: string) =>
  list.filter((one) => one.line === line).length;
const counted =
  (list: readonly { readonly line: string }[]) =>
  ({ line, ng }: LineRatio) => ({ coils: ofLine(list, line), ng_ratio: ng / ofLine(list, line) });
const wilsonAt =
  (z: number) =>
  ({ ng_ratio: p, coils: n }: LineRatio): [number, number] => {
    const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
    return [middle - half, middle + half];
  };
const chart = truth.chart.map((row) => ({ ...row }));
const putChart = (change: (row: (typeof chart)[number]) => object) =>
  putParquet(lab, keys.pChart, chart.map((row) => ({ ...row, ...change(row) })) as Row[], chartTypes);
const meanRatio = chart.reduce((sum, { ratio }) => sum + ratio, 0) / chart.length;
const lineCenter = new Map(
  groups(truth.judged, ({ line }) => line).map(([line, all]) => [line, countNg(all) / all.length]),
);
const limit = (sigmas: number, n: (row: (typeof chart)[number]) => number) => (row: (typeof chart)[number]) => ({
  ucl: Math.min(1, row.center + sigmas * Math.sqrt((row.center * (1 - row.center)) / n(row))),
});

const step5: readonly Mistake[] = [
  {
    task: "5.1",
    name: "rejected rows counted",
    message: /NG ratio of line M\d is .* rejected in step 3 are counted again/,
    make: () => putRatios(counted(truth.rows)),
  },
  {
    task: "5.1",
    name: "unlabelled coils counted",
    message: /without a label are counted/,
    make: () => putRatios(counted(truth.features)),
  },
  {
    task: "5.1",
    name: "filtered before counting",
    message: /only the NG coils/,
    make: () => putRatios(({ ng }) => ({ coils: ng, ng_ratio: 1 })),
  },
  {
    task: "5.1",
    name: "OK counted",
    message: /OK coils are counted as NG/,
    make: () => putRatios(({ coils, ng }) => ({ ng: coils - ng, ng_ratio: 1 - ng / coils })),
  },
  {
    task: "5.1",
    name: "count of a condition",
    message: /count\(\) counts false/,
    make: () => putRatios(({ coils }) => ({ ng: coils, ng_ratio: 1 })),
  },
  {
    task: "5.1",
    name: "per cent",
    message: /in per cent, and a ratio/,
    make: () => putRatios(({ ng_ratio: ratio }) => ({ ng_ratio: 100 * ratio })),
  },
  {
    task: "5.1",
    name: "share of all NG",
    message: /share of all NG/,
    make: () => putRatios(({ ng }) => ({ ng_ratio: ng / countNg(truth.judged) })),
  },
  {
    task: "5.1",
    name: "NG by OK",
    message: /divided by OK/,
    make: () => putRatios(({ coils, ng }) => ({ ng_ratio: ng / (coils - ng) })),
  },
  {
    task: "5.2",
    name: "Wald",
    message: /Wald's interval: with few/,
    make: () =>
      putIntervals(({ ng_ratio: p, coils: n }) => {
        const half = 1.96 * Math.sqrt((p * (1 - p)) / n);
        return [p - half, p + half];
      }),
  },
  { task: "5.2", name: "90 %", message: /for 90 %/, make: () => putIntervals(wilsonAt(1.645)) },
  { task: "5.2", name: "99 %", message: /for 99 %/, make: () => putIntervals(wilsonAt(2.576)) },
  {
    task: "5.2",
    name: "one standard error",
    message: /z = 1, one standard error/,
    make: () => putIntervals(wilsonAt(1)),
  },
  {
    task: "5.2",
    name: "bounds exchanged",
    message: /bound are exchanged/,
    make: () => putIntervals((row) => [row.wilson_high, row.wilson_low]),
  },
  {
    task: "5.2",
    name: "round the ratio",
    message: /its middle is not the ratio/,
    make: () =>
      putIntervals((row) => {
        const half = (row.wilson_high - row.wilson_low) / 2;
        return [row.ng_ratio - half, row.ng_ratio + half];
      }),
  },
  {
    task: "5.3",
    name: "mean of the ratios",
    message: /the mean of the ratios/,
    make: () => putChart(() => ({ center: meanRatio })),
  },
  {
    task: "5.3",
    name: "a centre a line",
    message: /each line has its own centre/,
    make: () => putChart(({ line }) => ({ center: lineCenter.get(line) })),
  },
  {
    task: "5.3",
    name: "two sigma",
    message: /two standard errors/,
    make: () => putChart(limit(2, ({ coils }) => coils)),
  },
  {
    task: "5.3",
    name: "all coils",
    message: /number of all coils/,
    make: () => putChart(limit(3, () => truth.judged.length)),
  },
  {
    task: "5.3",
    name: "no square root",
    message: /square root is missing/,
    make: () => putChart((row) => ({ ucl: Math.min(1, row.center + (3 * row.center * (1 - row.center)) / row.coils) })),
  },
  {
    task: "5.3",
    name: "the day's own ratio",
    message: /the day's own ratio/,
    make: () =>
      putChart((row) => ({ ucl: Math.min(1, row.center + 3 * Math.sqrt((row.ratio * (1 - row.ratio)) / row.coils)) })),
  },
  {
    task: "5.3",
    name: "flags turned round",
    message: /out_of_control is another/,
    make: () => putChart((row) => ({ out_of_control: !row.out_of_control })),
  },
];

const mistakes = [...step3, ...step4, ...step5];
const findings = new Map<Mistake, WrongFinding>();

test("an empty lab is not attempted, on every task", async () => {
  for (const task of ["1", "3", "4", "5"].flatMap((step) => ["1", "2", "3"].map((one) => `${step}.${one}`))) {
    assert.equal((await findingOf(lab, task)).state, "open", task);
  }
});

for (const mistake of mistakes) {
  test(`${mistake.task}, ${mistake.name}: a message of its own`, async () => {
    findings.set(mistake, await expectMessage(lab, mistake));
  });
}

test("no two mistakes of a task share a message", () => assertDistinct(mistakes, findings));

test("the right raw data, labels and manifest are right, however they are put", async () => {
  for (const { solution } of [{ solution: {} }, ...step1.others]) {
    const { inspections, labels, manifest } = { ...step1.right, ...solution };
    const raw = { ...inspections(truth, files.inspections.split("\n")[0] ?? ""), ...labels(truth) };
    await lab.deletePrefix(keys.raw);
    for (const [key, body] of Object.entries({ ...raw, ...manifest(raw, truth) })) {
      await lab.put(key, body);
    }
    for (const task of ["1.1", "1.2", "1.3"]) {
      assert.equal((await findingOf(lab, task)).state, "right", task);
    }
  }
});

test("the right criteria are right, in whatever order; the plant's own file is not attempted", async () => {
  await putCriteria(fullCriteria.criteria.map((one) => Object.fromEntries(Object.entries(one).reverse())).reverse());
  assert.equal((await findingOf(lab, "4.1")).state, "right");
  await putCriteria(givenCriteria.criteria);
  assert.equal((await findingOf(lab, "4.1")).state, "open");
});

test("right results without a job are not right yet: nothing can be run on fresh data", async () => {
  await putStateBefore(lab, 4, files, truth);
  const finding = await findingOf(lab, "3.1");
  assert.equal(finding.state, "wrong");
  assert.match(finding.message, /no job quality-exercises-preprocessing/);
});

import {
  close,
  compareKeys,
  firstTrue,
  missingColumns,
  notNumeric,
  pairs,
  shownApart,
  wrongKeys,
} from "../../engine/compare";
import type { Place } from "../../engine/context";
import { groups } from "../../engine/groups";
import type { Outputs } from "../../engine/lab/lab";
import type { Row } from "../../engine/lab/parquet";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { keys, vector } from "../layout";
import type { Feature, Truth } from "../truth";

type Name = (typeof vector)[number];
/** A feature's value brought to another range. */
type Scale = (feature: Feature, name: Name) => number;

const tolerance = 1e-6;

/** Task 3.3: the vector of each good coil, brought to 0–1 over all of them. */
export async function checkVectors(lab: Outputs, { root, truth }: Place<Truth>): Promise<Finding> {
  const found = await lab.parquet(root + keys.vectors);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.vectors} yet: run the job.`);
  }
  const names = vector.map((name) => `${name}_norm`);
  const bad = missingColumns(found.types, ["coil_id", ...names, "day"]) ?? notNumeric(found.types, names);
  if (bad !== undefined) {
    return bad;
  }
  const ids = found.rows.map(({ coil_id: id }) => String(id));
  const wanted = truth.features.map(({ coil_id: id }) => id);
  const differing = wrongKeys("coils", compareKeys(wanted, ids), wanted.length, ids.length);
  if (differing !== undefined) {
    return { ...differing, praise: "The right columns." };
  }
  const exact = minMax(() => truth.features);
  const rows = paired(truth, found.rows, exact);
  const far = rows.find(([feature, row]) => !isLike(feature, row, exact));
  if (far !== undefined) {
    const [feature, row] = far;
    const name = vector.find((one) => !close(row[`${one}_norm`], exact(feature, one), tolerance)) ?? "gloss";
    const [expected, seen] = shownApart(exact(feature, name), row[`${name}_norm`]);
    return wrong(
      whyVector(truth, found.rows) ?? "The values are not (value − minimum) ÷ (maximum − minimum) over the good coils.",
      {
        praise: "The right coils and columns.",
        expected: `${name}_norm of coil ${feature.coil_id}: ${expected} ± 0.000001`,
        seen,
      },
    );
  }
  const day = rows.find(([feature, row]) => String(row.day) !== feature.day);
  return day === undefined
    ? right("Three features of each coil, 0 at the least and 1 at the greatest.")
    : wrong(`The day of coil ${day[0].coil_id} is another.`, {
        praise: "Every value is right.",
        expected: day[0].day,
        seen: String(day[1].day),
      });
}

function isLike(feature: Feature, row: Row, scale: Scale): boolean {
  return vector.every((name) => close(row[`${name}_norm`], scale(feature, name), tolerance));
}

function paired(truth: Truth, rows: readonly Row[], scale: Scale): [Feature, Row][] {
  return pairs<Feature>(
    truth.features,
    rows,
    ({ coil_id: id }) => String(id),
    (feature, row) =>
      vector.filter((name) => close(row[`${name}_norm`], scale(feature, name), tolerance)).length +
      Number(String(row.day) === feature.day),
  );
}

/** Min–max over the features among which one counts. */
function minMax(among: (feature: Feature) => readonly Feature[]): Scale {
  const known = new Map<readonly Feature[], Map<Name, readonly [number, number]>>();
  return (feature, name) => {
    const all = among(feature);
    const bounds = known.get(all) ?? new Map<Name, readonly [number, number]>();
    known.set(all, bounds);
    const values = bounds.has(name) ? [] : all.map((one) => one.vector[name]);
    const [low, high] = bounds.get(name) ?? [Math.min(...values), Math.max(...values)];
    bounds.set(name, [low, high]);
    return high === low ? 0 : (feature.vector[name] - low) / (high - low);
  };
}

/** What is known to give just these values; undefined where nothing does. */
function whyVector(truth: Truth, rows: readonly Row[]): string | undefined {
  const fits = (scale: Scale) => (): boolean =>
    paired(truth, rows, scale).every(([feature, row]) => isLike(feature, row, scale));
  const ofEach = (key: (feature: Feature) => string): Scale => {
    const of = new Map(groups(truth.features, key));
    return minMax((feature) => of.get(key(feature)) ?? []);
  };
  const exact = minMax(() => truth.features);
  const values = (name: Name): number[] => truth.features.map((feature) => feature.vector[name]);
  const statistics = new Map(
    vector.map((name) => {
      const all = values(name);
      const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
      const squares = all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return [name, { mean, squares, count: all.length, greatest: Math.max(...all) }] as const;
    }),
  );
  const scored =
    (less: number): Scale =>
    (feature, name) => {
      const { mean = 0, squares = 1, count = 1 } = statistics.get(name) ?? {};
      return (feature.vector[name] - mean) / Math.sqrt(squares / (count - less));
    };
  return firstTrue([
    [
      fits(overAllRows(truth)),
      "Minimum and maximum are those of all rows, the rejected ones too: one bad row presses all others together.",
    ],
    [
      fits(ofEach(({ day }) => day)),
      "Each day is normalised by itself: the same gloss gives different values, and a drift disappears.",
    ],
    [
      fits(ofEach(({ line }) => line)),
      "Each line is normalised by itself: the same gloss gives different values, and a drift disappears.",
    ],
    [fits((feature, name) => 100 * exact(feature, name)), "The values run from 0 to 100: 0 to 1 was asked."],
    [
      fits((feature, name) => 1 - exact(feature, name)),
      "The values are upside down: the least should be 0, the greatest 1.",
    ],
    [
      () => fits(scored(0))() || fits(scored(1))(),
      "These are z-scores, (value − mean) ÷ deviation. Min–max was asked.",
    ],
    [
      fits((feature, name) => feature.vector[name] / (statistics.get(name)?.greatest ?? 1)),
      "The values are value ÷ maximum: the minimum has to be taken off both, so that the least is 0.",
    ],
    [fits((feature, name) => feature.vector[name]), "The values are those of the features, as they were."],
    ...[1, 2, 3, 4].map(
      (digits) =>
        [
          fits((feature, name) => Math.round(exact(feature, name) * 10 ** digits) / 10 ** digits),
          `The values are rounded to ${digits} digits after the point: ± 0.000001 was asked.`,
        ] as const,
    ),
  ]);
}

/** The bounds of all rows that the plant sent, the bad ones too. */
function overAllRows(truth: Truth): Scale {
  const bounds = new Map(
    vector.map((name) => {
      const all = truth.rows.filter((row) => row[name] !== "").map((row) => Number(row[name]));
      return [name, [Math.min(...all), Math.max(...all)] as const];
    }),
  );
  return (feature, name) => {
    const [low, high] = bounds.get(name) ?? [0, 1];
    return (feature.vector[name] - low) / (high - low);
  };
}

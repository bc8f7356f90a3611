import { byColumn, close, compareKeys, missingColumns, shown, wrongKeys } from "./compare";
import type { Context, Place } from "./context";
import type { Lab, ParquetRows, Row } from "./lab";
import { keys, rawColumns, vector } from "./names";
import { featureTypes } from "./state";
import { type Feature, groups, normalise, type Truth } from "./truth";
import { type Finding, open, right, type Step, wrong } from "./verdict";

type Vector = Feature["vector"];

export const preprocessing: Step<Context> = {
  number: 3,
  name: "03-preprocessing",
  script: "03_preprocessing.py",
  tasks: [
    {
      id: "3.1",
      title: "Every bad row lies in processed/rejected/, with its reject_reason",
      hint: "Three reasons, in this order: missing_cell, swapped_corners, duplicate_row. Of rows that are equal, one is good.",
      strongerHint:
        "F.when(a cell is '', 'missing_cell').when(x0 >= x1 or y0 >= y1 as numbers, 'swapped_corners').when(row_number() over all columns > 1, 'duplicate_row').",
      check: (context) => context.onFreshDataToo(3, keys.rejected, (place) => checkRejected(context.lab, place)),
    },
    {
      id: "3.2",
      title: "Every good coil lies in processed/features/, with gauge_mm, width_px, height_px and aspect",
      hint: "Width is along x. `2.500 mm` is 2.5 mm: repair it. Which type does coil_id need?",
      strongerHint:
        "width_px = x1 - x0, height_px = y1 - y0, aspect = width_px / height_px, gauge_mm = regexp_replace(gauge, ' mm$', '') cast to double.",
      check: (context) => context.onFreshDataToo(3, keys.features, (place) => checkFeatures(context.lab, place)),
    },
    {
      id: "3.3",
      title: "processed/vectors/ holds gloss_norm, roughness_norm and contrast_norm in 0–1",
      hint: "(value − minimum) ÷ (maximum − minimum): over which rows, and over how many days?",
      strongerHint:
        "Take min and max of the frame of good coils in one agg(), all days together, then compute the three columns.",
      check: (context) => context.onFreshDataToo(3, keys.vectors, (place) => checkVectors(context.lab, place)),
    },
  ],
};

async function checkRejected(lab: Lab, { root, truth }: Place): Promise<Finding> {
  const found = await lab.parquet(root + keys.rejected);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.rejected} yet: run the job.`);
  }
  const missing = missingColumns(found.types, [...rawColumns, "reject_reason"]);
  if (missing !== undefined) {
    return { ...missing, praise: "The rejected rows are there." };
  }
  const { rows } = found;
  const repairable = rows.find((row) => / mm$/.test(String(row.gauge)) && !isRejected(truth, row));
  if (repairable !== undefined) {
    return wrong("Rows are rejected whose gauge has its unit written out: it can be repaired, so the row is good.", {
      expected: `coil ${repairable.coil_id} with gauge_mm ${String(repairable.gauge).replace(" mm", "")}`,
      seen: `coil ${repairable.coil_id} rejected: ${repairable.reject_reason}`,
    });
  }
  const count = (reason: string): number => rows.filter((row) => row.reject_reason === reason).length;
  const expected = new Map(groups(truth.rejected, ({ reason }) => reason).map(([reason, all]) => [reason, all.length]));
  const unexplained = rows.filter(({ reject_reason: reason }) => reason === null || reason === "").length;
  if (unexplained > 0) {
    return wrong(`${unexplained} rejected rows have no reason.`, { expected: "a reject_reason in every row" });
  }
  const strange = rows.find(({ reject_reason: reason }) => !expected.has(String(reason) as never));
  if (strange !== undefined) {
    return wrong("A reason has another name.", {
      praise: `${rows.length} rows are rejected.`,
      expected: [...expected.keys()].join(", "),
      seen: String(strange.reject_reason),
    });
  }
  const duplicates = expected.get("duplicate_row") ?? 0;
  if (count("duplicate_row") === 0) {
    return wrong("Rows that come twice are not rejected: each would count twice in the NG ratio.", {
      praise: "The other reasons are there.",
      expected: `${duplicates} rows with duplicate_row`,
      seen: "0",
    });
  }
  if (count("duplicate_row") === 2 * duplicates) {
    return wrong("Both copies of a row are rejected: one of them is good.", {
      praise: "The duplicates are found.",
      expected: `${duplicates} rows with duplicate_row`,
      seen: `${2 * duplicates}`,
    });
  }
  const text = [...expected].map(([reason, number]) => `${reason} ${number}`).join(", ");
  for (const [reason, number] of expected) {
    if (count(reason) !== number) {
      const axis = rows.some((row) => row.reject_reason === reason && Number(row.x0) >= Number(row.x1)) ? "y" : "x";
      const why =
        reason === "swapped_corners" && count(reason) > 0 && count(reason) < number
          ? ` Are the corners compared along ${axis} too, and as numbers? As text, 98 is more than 402.`
          : "";
      return wrong(`The rows with ${reason} are not those that they should be.${why}`, {
        expected: text,
        seen: [...expected.keys()].map((name) => `${name} ${count(name)}`).join(", "),
      });
    }
  }
  const name = (row: Row | Truth["rejected"][number]["row"], reason: unknown): string => `${row.coil_id} ${reason}`;
  const wanted = truth.rejected.map(({ row, reason }) => name(row, reason));
  const differing = wrongKeys(
    "rejected rows",
    compareKeys(
      wanted,
      rows.map((row) => name(row, row.reject_reason)),
    ),
    wanted.length,
    rows.length,
  );
  return differing ?? right(`${rows.length} rows: ${text}.`);
}

function isRejected(truth: Truth, row: Row): boolean {
  return truth.rejected.some(({ row: one }) => one.coil_id === row.coil_id);
}

const numbers = ["gauge_mm", "area_px", "width_px", "height_px", "aspect", "gloss", "roughness", "contrast"] as const;

async function checkFeatures(lab: Lab, { root, truth }: Place): Promise<Finding> {
  const found = await lab.parquet(root + keys.features);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.features} yet: run the job.`);
  }
  const missing = missingColumns(found.types, [...Object.keys(featureTypes), "day"]);
  if (missing !== undefined) {
    return missing;
  }
  const firstKey = (await lab.objects(root + keys.features))[0]?.key ?? "";
  if (!firstKey.includes("/day=")) {
    return wrong("The features are not partitioned by day.", {
      expected: "processed/features/day=…/",
      seen: firstKey.slice(root.length),
    });
  }
  const short = found.rows.find(({ coil_id: id }) => !/^\d{5}$/.test(String(id)));
  if (short !== undefined) {
    return wrong("coil_id has become a number: its leading zeros are gone. Does inferSchema guess the types?", {
      expected: String(short.coil_id).padStart(5, "0"),
      seen: String(short.coil_id),
    });
  }
  const rowsWrong = wrongFeatureRows(found, truth);
  if (rowsWrong !== undefined) {
    return rowsWrong;
  }
  const seen = byColumn(found.rows, "coil_id");
  const praise = "The right coils are there, each once.";
  for (const feature of truth.features) {
    const row = seen.get(feature.coil_id) ?? {};
    for (const name of numbers) {
      const value = name in feature.vector ? feature.vector[name as keyof Vector] : feature[name as "aspect"];
      if (!close(row[name], value, 1e-6)) {
        return wrong(`${name} of coil ${feature.coil_id} is another: ${whyFeature(name, row, feature)}.`, {
          praise,
          expected: `${name} ${shown(value)} ± 0.000001`,
          seen: shown(row[name]),
        });
      }
    }
    if (row.line !== feature.line || String(row.day) !== feature.day) {
      return wrong(`Line or day of coil ${feature.coil_id} is another.`, {
        praise,
        expected: `${feature.line} ${feature.day}`,
        seen: `${row.line} ${row.day}`,
      });
    }
  }
  const badType = Object.entries(featureTypes).find(([name, type]) => kind(type) !== kind(found.types[name] ?? ""));
  if (badType !== undefined) {
    return wrong(`The values are right, but ${badType[0]} is written as another type.`, {
      praise,
      expected: `${badType[0]}: ${kind(badType[1])}`,
      seen: found.types[badType[0]],
    });
  }
  return right(`${truth.features.length} good coils, with their gauge and region of interest.`);
}

function wrongFeatureRows(found: ParquetRows, truth: Truth): Finding | undefined {
  const ids = found.rows.map(({ coil_id: id }) => String(id));
  const wanted = truth.features.map(({ coil_id: id }) => id);
  const differences = compareKeys(wanted, ids);
  const finding = wrongKeys("coils", differences, wanted.length, ids.length);
  if (finding === undefined) {
    return undefined;
  }
  const duplicates = truth.rejected.filter(({ reason }) => reason === "duplicate_row").length;
  const isUnit = (id: string): boolean => truth.rows.some((row) => row.coil_id === id && row.gauge.endsWith(" mm"));
  if (differences.extra.length === 0 && differences.missing.length === 0 && differences.twice.length === duplicates) {
    return wrong("Coils whose row comes twice are there twice: they would count twice in the NG ratio.", {
      praise: `The right columns, but ${duplicates} rows too many.`,
      expected: finding.expected,
      seen: finding.seen,
    });
  }
  if (differences.missing.length > 0 && differences.missing.every(isUnit)) {
    return wrong("Coils are missing whose gauge has its unit written out, such as `2.500 mm`: repair the gauge.", {
      praise: `The right columns, but ${differences.missing.length} rows too few.`,
      expected: finding.expected,
      seen: finding.seen,
    });
  }
  return { ...finding, praise: "The right columns." };
}

function whyFeature(name: string, row: Row, feature: Feature): string {
  if (name === "gauge_mm" && row.gauge_mm === null) {
    return "a gauge with its unit written out, such as `2.500 mm`, has become NULL";
  }
  if (name === "width_px" && close(row.width_px, feature.height_px, 0)) {
    return "width and height are exchanged: x runs along the width";
  }
  if ((name === "width_px" || name === "height_px") && close(row[name], feature[name] + 1, 0)) {
    return "one pixel too many: maximum less minimum, as in the lesson";
  }
  if (name === "aspect" && close(row.aspect, 1 / feature.aspect, 1e-6)) {
    return "it is height by width: width by height was asked";
  }
  if (name === "aspect" && close(row.aspect, Math.trunc(feature.aspect), 1e-6)) {
    return "its fraction is cut off by a whole-number type";
  }
  return "compare it with the raw row";
}

function kind(type: string): string {
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(type)) {
    return "a number with a fraction (double)";
  }
  return /INT/.test(type) ? "a whole number (bigint)" : /^TIMESTAMP/.test(type) ? "timestamp" : "string";
}

async function checkVectors(lab: Lab, { root, truth }: Place): Promise<Finding> {
  const found = await lab.parquet(root + keys.vectors);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.vectors} yet: run the job.`);
  }
  const missing = missingColumns(found.types, ["coil_id", ...vector.map((name) => `${name}_norm`)]);
  if (missing !== undefined) {
    return missing;
  }
  const ids = found.rows.map(({ coil_id: id }) => String(id));
  const wanted = truth.features.map(({ coil_id: id }) => id);
  const differing = wrongKeys("coils", compareKeys(wanted, ids), wanted.length, ids.length);
  if (differing !== undefined) {
    return { ...differing, praise: "The right columns." };
  }
  const seen = byColumn(found.rows, "coil_id");
  const fits = (expected: ReadonlyMap<string, Vector>): boolean =>
    wanted.every((id) =>
      vector.every((name) => close(seen.get(id)?.[`${name}_norm`], expected.get(id)?.[name] ?? Number.NaN, 1e-6)),
    );
  if (fits(truth.normalised)) {
    return right("Three features of each coil, 0 at the least and 1 at the greatest.");
  }
  const id =
    wanted.find((one) =>
      vector.some(
        (name) => !close(seen.get(one)?.[`${name}_norm`], truth.normalised.get(one)?.[name] ?? Number.NaN, 1e-6),
      ),
    ) ?? "";
  const name =
    vector.find((one) => !close(seen.get(id)?.[`${one}_norm`], truth.normalised.get(id)?.[one] ?? Number.NaN, 1e-6)) ??
    "gloss";
  return wrong(whyVector(truth, found.rows, fits), {
    praise: "The right coils and columns.",
    expected: `${name}_norm of coil ${id}: ${shown(truth.normalised.get(id)?.[name])} ± 0.000001`,
    seen: shown(seen.get(id)?.[`${name}_norm`]),
  });
}

function whyVector(
  truth: Truth,
  rows: readonly Row[],
  fits: (expected: ReadonlyMap<string, Vector>) => boolean,
): string {
  const changed = (change: (value: number) => number): Map<string, Vector> =>
    new Map(
      [...truth.normalised].map(([id, values]) => [
        id,
        Object.fromEntries(vector.map((name) => [name, change(values[name])])) as unknown as Vector,
      ]),
    );
  if (fits(overAllRows(truth))) {
    return "Minimum and maximum are those of all rows, the rejected ones too: one bad row presses all others together.";
  }
  const perDay = new Map(groups(truth.features, ({ day }) => day).flatMap(([, features]) => [...normalise(features)]));
  const perLine = new Map(
    groups(truth.features, ({ line }) => line).flatMap(([, features]) => [...normalise(features)]),
  );
  if (fits(perDay) || fits(perLine)) {
    return `Each ${fits(perDay) ? "day" : "line"} is normalised by itself: the same gloss gives different values, and a drift disappears.`;
  }
  if (fits(changed((value) => 100 * value))) {
    return "The values run from 0 to 100: 0 to 1 was asked.";
  }
  if (fits(changed((value) => 1 - value))) {
    return "The values are upside down: the least should be 0, the greatest 1.";
  }
  const values = rows.flatMap((row) => vector.map((name) => Number(row[`${name}_norm`])));
  return Math.min(...values) < -0.5
    ? "There are values below 0: is it a z-score, (value − mean) ÷ deviation? Min–max was asked."
    : "The values are not (value − minimum) ÷ (maximum − minimum) over the good coils.";
}

/** The good coils, brought to 0–1 by the bounds of all rows. */
function overAllRows(truth: Truth): Map<string, Vector> {
  const bounds = vector.map((name) => {
    const values = truth.rows.filter((row) => row[name] !== "").map((row) => Number(row[name]));
    return { name, low: Math.min(...values), high: Math.max(...values) };
  });
  return new Map(
    truth.features.map((feature) => [
      feature.coil_id,
      Object.fromEntries(
        bounds.map(({ name, low, high }) => [name, (feature.vector[name] - low) / (high - low)]),
      ) as unknown as Vector,
    ]),
  );
}

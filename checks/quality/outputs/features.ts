import {
  because,
  close,
  compareKeys,
  firstTrue,
  missingColumns,
  pairs,
  shownApart,
  wrongKeys,
} from "../../engine/compare";
import type { Place } from "../../engine/context";
import type { Outputs } from "../../engine/lab/lab";
import type { ParquetRows, Row } from "../../engine/lab/parquet";
import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import { featureTypes } from "../state";
import type { Feature, Truth } from "../truth";

type Vector = Feature["vector"];
type Pair = readonly [Feature, Row];

const numbers = ["gauge_mm", "area_px", "width_px", "height_px", "aspect", "gloss", "roughness", "contrast"] as const;
type NumberColumn = (typeof numbers)[number];

/** The types that the task names, as DuckDB calls them. */
const typeNames: Readonly<Record<string, readonly [name: string, pattern: RegExp]>> = {
  VARCHAR: ["string", /^VARCHAR$/],
  TIMESTAMP: ["timestamp", /^TIMESTAMP/],
  DOUBLE: ["double", /^DOUBLE$/],
  BIGINT: ["bigint", /^BIGINT$/],
};
const tolerance = 1e-6;

/** Task 3.2: each good coil once, with its columns, types and values, in a folder a day. */
export async function checkFeatures(lab: Outputs, { root, truth }: Place<Truth>): Promise<Finding> {
  const found = await lab.parquet(root + keys.features);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.features} yet: run the job.`);
  }
  const bad =
    missingColumns(found.types, [...Object.keys(featureTypes), "day"]) ??
    (await wrongFolder(lab, root)) ??
    wrongType(found) ??
    wrongFeatureRows(found, truth);
  if (bad !== undefined) {
    return bad;
  }
  const praise = "The right coils are there, each as often as it should be, in the right types.";
  const rows = pairs<Feature>(
    truth.features,
    found.rows,
    ({ coil_id: id }) => String(id),
    (feature, row) =>
      numbers.filter((name) => close(row[name], valueIn(feature, name), tolerance)).length +
      Number(String(row.day) === feature.day) +
      Number(utc(row.seen_at) === utc(feature.seen_at)),
  );
  for (const name of numbers) {
    const far = rows.find(([feature, row]) => !close(row[name], valueIn(feature, name), tolerance));
    if (far !== undefined) {
      const [feature, row] = far;
      const why = whyFeature(name, rows, truth);
      const [expected, seen] = shownApart(valueIn(feature, name), row[name]);
      return wrong(because(`${name} of coil ${feature.coil_id} is another`, why), {
        praise,
        expected: `${name} ${expected} ± 0.000001`,
        seen,
      });
    }
  }
  return (
    wrongOrigin(rows, praise) ?? right(`${truth.features.length} good coils, with their gauge and region of interest.`)
  );
}

function valueIn(feature: Feature, name: NumberColumn): number {
  return name in feature.vector ? feature.vector[name as keyof Vector] : feature[name as "aspect"];
}

async function wrongFolder(lab: Outputs, root: string): Promise<WrongFinding | undefined> {
  const objects = await lab.objects(root + keys.features);
  const files = objects.map(({ key }) => key.slice(root.length + keys.features.length));
  const strange = files.find((key) => !/(^|\/)[_.][^/]*$/.test(key) && !/^day=[^/]+\//i.test(key));
  return strange === undefined
    ? undefined
    : wrong("The features are not partitioned by day.", {
        expected: `${keys.features}day=…/`,
        seen: keys.features + strange,
      });
}

function wrongType({ types, rows }: ParquetRows): WrongFinding | undefined {
  const name = Object.keys(featureTypes).find((one) => !typeNames[featureTypes[one] ?? ""]?.[1].test(types[one] ?? ""));
  if (name === undefined) {
    const short = rows.find(({ coil_id: id }) => !/^\d{5}$/.test(String(id)));
    return short === undefined
      ? undefined
      : wrong("A coil_id is no text of five digits, as the plant sent it.", {
          expected: String(short.coil_id).padStart(5, "0"),
          seen: String(short.coil_id),
        });
  }
  const [expected] = typeNames[featureTypes[name] ?? ""] ?? [""];
  return wrong(
    name === "coil_id"
      ? "coil_id has become a number: its leading zeros are gone. Does inferSchema guess the types?"
      : `${name} is written as another type.`,
    { praise: "The right columns, a folder a day.", expected: `${name}: ${expected}`, seen: types[name] },
  );
}

function wrongFeatureRows(found: ParquetRows, truth: Truth): WrongFinding | undefined {
  const ids = found.rows.map(({ coil_id: id }) => String(id));
  const wanted = truth.features.map(({ coil_id: id }) => id);
  const { missing, extra, twice } = compareKeys(wanted, ids);
  const finding = wrongKeys("coils", { missing, extra, twice }, wanted.length, ids.length);
  if (finding === undefined) {
    return undefined;
  }
  const sameAs = (list: readonly string[], others: readonly string[]): boolean =>
    `${[...list].sort()}` === `${[...others].sort()}`;
  const isUnit = (id: string): boolean => truth.rows.some((row) => row.coil_id === id && row.gauge.endsWith(" mm"));
  const isSeveral = (id: string): boolean => wanted.indexOf(id) !== wanted.lastIndexOf(id);
  const over = [...extra, ...twice];
  const bad = new Set(truth.rejected.map(({ row }) => row.coil_id));
  const duplicates = truth.rejected.filter(({ reason }) => reason === "duplicate_row").map(({ row }) => row.coil_id);
  const message = firstTrue([
    [
      missing.length === 0 && sameAs(over, duplicates),
      "Coils whose row comes twice are there twice: they would count twice in the NG ratio.",
    ],
    [
      missing.length === 0 && over.every((id) => bad.has(id)),
      `Rows that 3.1 rejects are among the features, such as one of coil ${over[0]}: every good coil was asked.`,
    ],
    [
      over.length === 0 && missing.every(isUnit),
      "Coils are missing whose gauge has its unit written out, such as `2.500 mm`: repair the gauge.",
    ],
    [
      over.length === 0 && missing.every(isSeveral),
      "A coil that was seen twice, in rows that differ, is there once: both rows are good.",
    ],
  ]);
  return { ...finding, message: message ?? finding.message, praise: "The right columns and types." };
}

/** What all rows have in common in a column that is wrong; undefined where nothing known fits. */
function whyFeature(name: NumberColumn, rows: readonly Pair[], truth: Truth): string | undefined {
  const all =
    (expected: (feature: Feature, row: Row) => number, within = tolerance) =>
    (): boolean =>
      rows.every(([feature, row]) => close(row[name], expected(feature, row), within));
  const far = rows.filter(([feature, row]) => !close(row[name], valueIn(feature, name), tolerance));
  const withUnit = new Set(truth.rows.filter(({ gauge }) => gauge.endsWith(" mm")).map(({ coil_id: id }) => id));
  const isUnit = far.every(([{ coil_id: id }]) => withUnit.has(id));
  const known: Partial<Record<NumberColumn, readonly (readonly [() => boolean, string])[]>> = {
    gauge_mm: [
      [
        () => isUnit && far.every(([, row]) => row.gauge_mm === null),
        "a gauge with its unit written out, such as `2.500 mm`, has become NULL",
      ],
      [() => isUnit, "only gauges with their unit written out, such as `2.500 mm`, are wrong"],
    ],
    area_px: [
      [
        all(({ width_px: width, height_px: height }) => width * height),
        "that is width by height; the plant's own area_px was asked",
      ],
    ],
    width_px: [
      [all(({ height_px: height }) => height), "width and height are exchanged: x runs along the width"],
      [all(({ width_px: width }) => width + 1), "one pixel too many: maximum less minimum, as in the lesson"],
    ],
    height_px: [
      [all(({ height_px: height }) => height + 1), "one pixel too many: maximum less minimum, as in the lesson"],
    ],
    aspect: [
      [all(({ aspect }) => 1 / aspect), "it is height by width: width by height was asked"],
      [all(({ aspect }) => Math.trunc(aspect)), "its fraction is cut off by a whole-number division"],
    ],
  };
  const rounded = [0, 1, 2, 3, 4, 5].map(
    (digits) =>
      [
        all((feature) => Math.round(valueIn(feature, name) * 10 ** digits) / 10 ** digits, 1e-9),
        `it is rounded to ${digits} digits after the point`,
      ] as const,
  );
  return firstTrue([...(known[name] ?? []), ...rounded]);
}

/** Line, day or time of another coil, shift or zone. */
function wrongOrigin(rows: readonly Pair[], praise: string): WrongFinding | undefined {
  const line = rows.find(([feature, row]) => row.line !== feature.line);
  if (line !== undefined) {
    return wrong(`The line of coil ${line[0].coil_id} is another.`, {
      praise,
      expected: line[0].line,
      seen: String(line[1].line),
    });
  }
  const day = rows.find(([feature, row]) => String(row.day) !== feature.day);
  if (day !== undefined) {
    const isCalendar = rows.every(([feature, row]) => String(row.day) === feature.seen_at.slice(0, 10));
    return wrong(
      isCalendar
        ? "The day is the calendar's: a coil of the night belongs to the shift that began the day before, as its folder in raw/ says."
        : `The day of coil ${day[0].coil_id} is another.`,
      {
        praise,
        expected: `coil ${day[0].coil_id}, seen at ${day[0].seen_at}: ${day[0].day}`,
        seen: String(day[1].day),
      },
    );
  }
  const time = rows.find(([feature, row]) => utc(row.seen_at) !== utc(feature.seen_at));
  if (time === undefined) {
    return undefined;
  }
  const isDate = rows.every(([{ seen_at: at }, row]) => utc(row.seen_at) === utc(`${at.slice(0, 10)} 00:00:00`));
  return wrong(
    isDate ? "seen_at has lost its time of day." : `seen_at of coil ${time[0].coil_id} is another point in time.`,
    { praise, expected: time[0].seen_at, seen: String(time[1].seen_at) },
  );
}

/** The milliseconds since 1970 of a timestamp as DuckDB writes it, which is in UTC where no zone stands. */
function utc(text: unknown): number {
  const [, day = "", time = "", zone] = /^(\S+) ([\d:.]+)([+-]\d\d)?/.exec(String(text)) ?? [];
  return Date.parse(`${day}T${time}${zone === undefined ? "Z" : `${zone}:00`}`);
}

import type { Clause } from "../../../engine/clauses/clause";
import type { Types } from "../../../engine/lab/put-parquet";
import { featureRows, featureTypes } from "../../state";
import type { Truth } from "../../truth";
import { type Edit, onFresh, type Row } from "../made-up";
import type { Preprocessing } from "./solution";

const task = "3.2";

/** The right features, changed. */
function changed(
  change: (row: Row, truth: Truth) => Row,
  script: readonly Edit[],
  types: Types = featureTypes,
): Partial<Preprocessing> {
  return {
    features: (truth) => ({ rows: featureRows(truth).map((row) => change(row, truth)), types, folder: "day" }),
    script,
  };
}

/** The right features of some rows, or of more. */
function picked(
  pick: (rows: readonly Row[], truth: Truth) => readonly Row[],
  script?: readonly Edit[],
): Partial<Preprocessing> {
  const wrong: Partial<Preprocessing> = {
    features: (truth) => ({ rows: pick(featureRows(truth), truth), types: featureTypes, folder: "day" }),
  };
  return script === undefined ? wrong : { ...wrong, script };
}

const number = (row: Row, name: string): number => Number(row[name]);
const withUnit = new WeakMap<Truth, ReadonlySet<unknown>>();
const hasUnit = (row: Row, truth: Truth): boolean => {
  const ids =
    withUnit.get(truth) ?? new Set(truth.rows.filter((raw) => raw.gauge.endsWith(" mm")).map((raw) => raw.coil_id));
  withUnit.set(truth, ids);
  return ids.has(row.coil_id);
};
const width = '"bigint(x1) - bigint(x0) AS width_px"';
const height = '"bigint(y1) - bigint(y0) AS height_px"';
const aspect = '"(bigint(x1) - bigint(x0)) / (bigint(y1) - bigint(y0)) AS aspect"';
const gauge = `"double(regexp_replace(gauge, ' mm$', '')) AS gauge_mm"`;
const time = '"to_timestamp(seen_at) AS seen_at"';
const floats = '*(f"double({name}) AS {name}" for name in VECTOR)';

/** A row as a rejected coil would have it. */
function ofRejected(rows: readonly Row[], truth: Truth, reason: string): Row[] {
  return truth.rejected
    .filter((one) => one.reason === reason)
    .map(({ row }) => {
      const same = rows.find(({ coil_id: id }) => id === row.coil_id) ?? rows[0];
      return { ...same, coil_id: row.coil_id } as Row;
    });
}

/** The bad rows of a reason are measured as well. */
const also = (reason: string): Edit => [
  'measured(checked.where("reject_reason IS NULL"))',
  `measured(checked.where("reject_reason IS NULL OR reject_reason = '${reason}'"))`,
];

export const featureClauses: readonly Clause<Preprocessing>[] = [
  {
    task,
    clause: "good coils: rows that come twice count once",
    plant: "rows that come twice",
    mistake: "duplicates are not left out",
    wrong: picked((rows, truth) => [...rows, ...ofRejected(rows, truth, "duplicate_row")], [also("duplicate_row")]),
    message: "Coils whose row comes twice are there twice: they would count twice in the NG ratio.",
  },
  {
    task,
    clause: "good coils: no rejected ones",
    plant: "rows with swapped corners",
    mistake: "swapped corners are measured all the same",
    wrong: picked(
      (rows, truth) => [...rows, ...ofRejected(rows, truth, "swapped_corners")],
      [
        also("swapped_corners"),
        [
          '"(bigint(x1) - bigint(x0)) / (bigint(y1) - bigint(y0)) AS aspect"',
          '"try_divide(bigint(x1) - bigint(x0), bigint(y1) - bigint(y0)) AS aspect"',
        ],
      ],
    ),
    message: "Rows that 3.1 rejects are among the features, such as one of coil …: every good coil was asked.",
  },
  {
    task,
    clause: "every good coil: a gauge with its unit is no reason",
    plant: "gauges such as `2.500 mm`",
    mistake: "rows with a unit are left out",
    wrong: picked(
      (rows, truth) => rows.filter((row) => !hasUnit(row, truth)),
      [["return good.selectExpr(", `return good.where("gauge NOT LIKE '% mm'").selectExpr(`]],
    ),
    message: "Coils are missing whose gauge has its unit written out, such as `2.500 mm`: repair the gauge.",
  },
  {
    task,
    clause: "every good coil: each of its rows",
    plant: "fresh data: coils that were seen twice",
    mistake: 'dropDuplicates(["coil_id"])',
    wrong: picked(
      (rows) => rows.filter((row, at) => rows.findIndex(({ coil_id: id }) => id === row.coil_id) === at),
      [["return good.selectExpr(", 'return good.dropDuplicates(["coil_id"]).selectExpr(']],
    ),
    message: onFresh("A coil that was seen twice, in rows that differ, is there once: both rows are good."),
  },
  {
    task,
    clause: "gauge_mm: `2.500 mm` counts as 2.5",
    plant: "gauges such as `2.500 mm`",
    mistake: "TRY_CAST",
    wrong: changed(
      (row, truth) => (hasUnit(row, truth) ? { ...row, gauge_mm: null } : row),
      [[gauge, '"try_cast(gauge AS double) AS gauge_mm"']],
    ),
    message: "gauge_mm of coil … is another: a gauge with its unit written out, such as `2.500 mm`, has become NULL.",
  },
  {
    task,
    clause: "gauge_mm: `2.500 mm` does not count as 0",
    plant: "gauges such as `2.500 mm`",
    mistake: "TRY_CAST, and 0 where it fails",
    wrong: changed(
      (row, truth) => (hasUnit(row, truth) ? { ...row, gauge_mm: 0 } : row),
      [[gauge, '"coalesce(try_cast(gauge AS double), 0D) AS gauge_mm"']],
    ),
    message: "gauge_mm of coil … is another: only gauges with their unit written out, such as `2.500 mm`, are wrong.",
  },
  {
    task,
    clause: "gauge_mm: double",
    plant: "any row",
    mistake: "a decimal",
    wrong: changed((row) => row, [[gauge, gauge.replace("double(", "decimal(")]], {
      ...featureTypes,
      gauge_mm: "DECIMAL(10,0)",
    }),
    message: "gauge_mm is written as another type.",
  },
  {
    task,
    clause: "coil_id: string",
    plant: "ids with leading zeros",
    mistake: "a number",
    wrong: changed(
      (row) => ({ ...row, coil_id: number(row, "coil_id") }),
      [['"coil_id",\n        "line"', '"bigint(coil_id) AS coil_id",\n        "line"']],
      { ...featureTypes, coil_id: "BIGINT" },
    ),
    message: "coil_id has become a number: its leading zeros are gone. Does inferSchema guess the types?",
  },
  {
    task,
    clause: "coil_id: with its zeros",
    plant: "ids with leading zeros",
    mistake: "a number, and text again",
    wrong: changed(
      (row) => ({ ...row, coil_id: String(number(row, "coil_id")) }),
      [['"coil_id",\n        "line"', '"string(bigint(coil_id)) AS coil_id",\n        "line"']],
    ),
    message: "A coil_id is no text of five digits, as the plant sent it.",
  },
  {
    task,
    clause: "line: the coil's own",
    plant: "several lines",
    mistake: "the same for all",
    wrong: changed(
      (row) => ({ ...row, line: "M1" }),
      [['"coil_id",\n        "line"', `"coil_id",\n        "'M1' AS line"`]],
    ),
    message: "The line of coil … is another.",
  },
  {
    task,
    clause: "seen_at: timestamp",
    plant: "any row",
    mistake: "as text",
    wrong: changed((row) => row, [[time, '"seen_at"']], { ...featureTypes, seen_at: "VARCHAR" }),
    message: "seen_at is written as another type.",
  },
  {
    task,
    clause: "seen_at: with its time of day",
    plant: "coils are seen at any time of the day",
    mistake: "cast to a date, and to a timestamp",
    wrong: changed(
      (row) => ({ ...row, seen_at: `${String(row.seen_at).slice(0, 10)} 00:00:00` }),
      [[time, '"timestamp(date(seen_at)) AS seen_at"']],
    ),
    message: "seen_at has lost its time of day.",
  },
  {
    task,
    clause: "seen_at: as the plant wrote it",
    plant: "any row",
    mistake: "moved by a time zone",
    wrong: changed(
      (row) => ({ ...row, seen_at: `${row.seen_at}+09` }),
      [[time, `"to_utc_timestamp(seen_at, 'Asia/Seoul') AS seen_at"`]],
    ),
    message: "seen_at of coil … is another point in time.",
  },
  {
    task,
    clause: "area_px: the plant's own",
    plant: "areas are not width by height",
    mistake: "width by height",
    wrong: changed(
      (row) => ({ ...row, area_px: number(row, "width_px") * number(row, "height_px") }),
      [['"bigint(area_px) AS area_px"', '"(bigint(x1) - bigint(x0)) * (bigint(y1) - bigint(y0)) AS area_px"']],
    ),
    message: "area_px of coil … is another: that is width by height; the plant's own area_px was asked.",
  },
  {
    task,
    clause: "width_px along x, height_px along y",
    plant: "boxes that are not square",
    mistake: "exchanged",
    wrong: changed(
      (row) => ({
        ...row,
        width_px: number(row, "height_px"),
        height_px: number(row, "width_px"),
        aspect: 1 / number(row, "aspect"),
      }),
      [
        [width, '"bigint(y1) - bigint(y0) AS width_px"'],
        [height, '"bigint(x1) - bigint(x0) AS height_px"'],
        [aspect, '"(bigint(y1) - bigint(y0)) / (bigint(x1) - bigint(x0)) AS aspect"'],
      ],
    ),
    message: "width_px of coil … is another: width and height are exchanged: x runs along the width.",
  },
  {
    task,
    clause: "width_px: maximum less minimum",
    plant: "any row",
    mistake: "x1 - x0 + 1",
    wrong: changed(
      (row) => ({ ...row, width_px: number(row, "width_px") + 1 }),
      [[width, '"bigint(x1) - bigint(x0) + 1 AS width_px"']],
    ),
    message: "width_px of coil … is another: one pixel too many: maximum less minimum, as in the lesson.",
  },
  {
    task,
    clause: "height_px: maximum less minimum",
    plant: "any row",
    mistake: "y1 - y0 + 1",
    wrong: changed(
      (row) => ({ ...row, height_px: number(row, "height_px") + 1 }),
      [[height, '"bigint(y1) - bigint(y0) + 1 AS height_px"']],
    ),
    message: "height_px of coil … is another: one pixel too many: maximum less minimum, as in the lesson.",
  },
  {
    task,
    clause: "width_px: bigint",
    plant: "any row",
    mistake: "an int",
    wrong: changed((row) => row, [[width, '"int(x1) - int(x0) AS width_px"']], {
      ...featureTypes,
      width_px: "INTEGER",
    }),
    message: "width_px is written as another type.",
  },
  {
    task,
    clause: "aspect: width by height",
    plant: "boxes that are not square",
    mistake: "height by width",
    wrong: changed(
      (row) => ({ ...row, aspect: 1 / number(row, "aspect") }),
      [[aspect, '"(bigint(y1) - bigint(y0)) / (bigint(x1) - bigint(x0)) AS aspect"']],
    ),
    message: "aspect of coil … is another: it is height by width: width by height was asked.",
  },
  {
    task,
    clause: "aspect: with its fraction",
    plant: "boxes that are not square",
    mistake: "DIV",
    wrong: changed(
      (row) => ({ ...row, aspect: Math.trunc(number(row, "aspect")) }),
      [[aspect, '"double((bigint(x1) - bigint(x0)) DIV (bigint(y1) - bigint(y0))) AS aspect"']],
    ),
    message: "aspect of coil … is another: its fraction is cut off by a whole-number division.",
  },
  {
    task,
    clause: "aspect: ± 0.000001",
    plant: "boxes that are not square",
    mistake: "rounded",
    wrong: changed(
      (row) => ({ ...row, aspect: Math.round(number(row, "aspect") * 1000) / 1000 }),
      [[aspect, '"round((bigint(x1) - bigint(x0)) / (bigint(y1) - bigint(y0)), 3) AS aspect"']],
    ),
    message: "aspect of coil … is another: it is rounded to 3 digits after the point.",
  },
  {
    task,
    clause: "gloss, roughness, contrast: double",
    plant: "values that a float does not hold",
    mistake: "float",
    wrong: changed(
      (row) => ({ ...row, gloss: Math.fround(number(row, "gloss")) }),
      [[floats, '*(f"float({name}) AS {name}" for name in VECTOR)']],
      { ...featureTypes, gloss: "FLOAT", roughness: "FLOAT", contrast: "FLOAT" },
    ),
    message: "gloss is written as another type.",
  },
  {
    task,
    clause: "each column has its own value",
    plant: "any row",
    mistake: "gloss in the place of contrast",
    wrong: changed(
      (row) => ({ ...row, contrast: row.gloss ?? null }),
      [[floats, '*(f"double({name}) AS {name}" for name in VECTOR[:2]), "double(gloss) AS contrast"']],
    ),
    message: "contrast of coil … is another.",
  },
  {
    task,
    clause: "day: that of the shift, as in the folder's name",
    plant: "coils that were seen at night",
    mistake: "the day of seen_at",
    wrong: changed(
      (row) => ({ ...row, day: String(row.seen_at).slice(0, 10) }),
      [['        "day",\n    )', '        "substring(seen_at, 1, 10) AS day",\n    )']],
    ),
    message:
      "The day is the calendar's: a coil of the night belongs to the shift that began the day before, as its folder in raw/ says.",
  },
  {
    task,
    clause: "a folder a day",
    plant: "several days",
    mistake: "not partitioned",
    wrong: {
      features: (truth) => ({ rows: featureRows(truth), types: { ...featureTypes, day: "VARCHAR" } }),
      script: [['features.write.mode("overwrite").partitionBy("day")', 'features.write.mode("overwrite")']],
    },
    message: "The features are not partitioned by day.",
  },
  {
    task,
    clause: "every column",
    plant: "any row",
    mistake: "area_px is left out",
    wrong: changed(
      (row) => row,
      [['        "bigint(area_px) AS area_px",\n', ""]],
      Object.fromEntries(Object.entries(featureTypes).filter(([name]) => name !== "area_px")),
    ),
    message: "The column area_px is missing.",
  },
];

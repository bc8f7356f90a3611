import type { Clause } from "../../../engine/clauses/clause";
import type { Types } from "../../../engine/lab/put-parquet";
import { type Criteria, type Criterion, fullCriteria } from "../../plant/criteria";
import { judgedRows, judgedTypes } from "../../state";
import type { Judged, Truth } from "../../truth";
import { type Edit, onFresh, type Row } from "../made-up";
import type { Judgement } from "./solution";

const task = "4.2";

/** The right rows, changed; `script` is what does it. */
function changed(
  change: (coil: Judged, truth: Truth) => object,
  script: readonly Edit[],
  types: Types = judgedTypes,
): Partial<Judgement> {
  return {
    judged: (truth) => {
      const rows = judgedRows(truth);
      return {
        rows: rows.map((row, index): Row => ({ ...row, ...change(truth.judged[index] as Judged, truth) })),
        types,
        folder: "day",
      };
    },
    script,
  };
}

type IsNg = (coil: Judged, criterion: Criterion) => boolean;

/** Judged by another rule; the severity is that of the criterion where NG. */
function ruled(isNg: IsNg, script: readonly Edit[]): Partial<Judgement> {
  return changed((coil, truth) => {
    const criterion = criterionOf(coil, truth.criteria);
    const judgement = isNg(coil, criterion) ? "NG" : "OK";
    return { judgement, severity: judgement === "NG" ? criterion.severity : null };
  }, script);
}

function criterionOf({ defect }: { readonly defect: string }, { criteria }: Criteria): Criterion {
  return criteria.find((one) => one.defect === defect) as Criterion;
}

/** Measured by another length; what follows from it stays as it is, as the length is looked at first. */
function measured(length: (coil: Judged, pixelSize: number) => number, text: string): Partial<Judgement> {
  return changed(
    (coil, { criteria }) => ({ length_mm: length(coil, criteria.pixel_size_mm) }),
    [['F.greatest("width_px", "height_px") * pixel_size_mm', text]],
  );
}

const area = 'F.col("area_px") > F.col("max_area_px")';
const length = 'F.col("length_mm") > F.col("max_length_mm")';
const over = `(${area}) | (${length})`;
const severity = 'F.when(over, F.col("severity"))';
const plantArea = fullCriteria.criteria.map((one) => `'${one.defect}', ${one.max_area_px}`).join(", ");

export const judgedClauses: readonly Clause<Judgement>[] = [
  {
    task,
    clause: "every labelled coil: a good one with a label",
    plant: "good coils that no label names",
    mistake: "a left join",
    wrong: {
      judged: (truth) => ({
        rows: [
          ...judgedRows(truth),
          ...truth.features
            .filter(({ coil_id: id }) => truth.unmatched.some((one) => one.record === "coil" && one.coil_id === id))
            .map(
              ({ vector, ...row }): Row => ({
                ...row,
                ...vector,
                defect: null,
                length_mm: 1,
                judgement: "OK",
                severity: null,
              }),
            ),
        ],
        types: judgedTypes,
        folder: "day",
      }),
      script: [
        ['features.join(labels, "coil_id")', 'features.join(labels, "coil_id", "left")'],
        ['.join(criteria, "defect")', '.join(criteria, "defect", "left")'],
      ],
    },
    message: "Coils without a label are judged, such as …: nobody has said which defect they have.",
  },
  {
    task,
    clause: "every labelled coil: no label without a coil",
    plant: "labels of coils that nobody has seen, and of rejected ones",
    mistake: "a right join",
    wrong: {
      judged: (truth) => ({
        rows: [
          ...judgedRows(truth),
          ...truth.unmatched
            .filter(({ record }) => record === "label")
            .map(({ coil_id: id }): Row => ({ coil_id: id, day: null, judgement: "OK" })),
        ],
        types: judgedTypes,
        folder: "day",
      }),
      script: [['features.join(labels, "coil_id")', 'features.join(labels, "coil_id", "right")']],
    },
    message: "Labels without a good coil are judged, such as …: there is no coil to judge.",
  },
  {
    task,
    clause: "every labelled coil, whatever its defect",
    plant: "each defect is on some coils",
    mistake: "the job has read the criteria without Rust",
    wrong: {
      judged: (truth) => ({
        rows: judgedRows(truth).filter(({ defect }) => defect !== "Rust" && defect !== "Scale"),
        types: judgedTypes,
        folder: "day",
      }),
      script: [['for one in document["criteria"]', 'for one in document["criteria"][:-1]']],
    },
    message: "No coil with … is judged. Has the job read criteria without it? Finish 4.1, then run the job again.",
  },
  {
    task,
    clause: "every labelled coil, once",
    plant: "more coils than a page shows",
    mistake: "LIMIT",
    wrong: {
      judged: (truth) => ({ rows: judgedRows(truth).slice(0, 100), types: judgedTypes, folder: "day" }),
      script: [
        ['"length_mm", "judgement", "severity")\n    )', '"length_mm", "judgement", "severity").limit(100)\n    )'],
      ],
    },
    message: "Of the judged coils, … are missing (such as …).",
  },
  {
    task,
    clause: "every column of features",
    plant: "any coil",
    mistake: "the measured features are left out",
    wrong: changed(
      () => ({}),
      [["*features.columns", '*(name for name in features.columns if name not in ["gloss", "roughness", "contrast"])']],
      Object.fromEntries(
        Object.entries(judgedTypes).filter(([name]) => !["gloss", "roughness", "contrast"].includes(name)),
      ),
    ),
    message: "The columns gloss, roughness, contrast are missing.",
  },
  {
    task,
    clause: "every column of features, as it was",
    plant: "areas are not those of the box",
    mistake: "area_px is made anew",
    wrong: changed(
      ({ width_px: width, height_px: height }) => ({ area_px: width * height }),
      [
        [
          ".select(*features.columns",
          '.withColumn("area_px", F.col("width_px") * F.col("height_px")).select(*features.columns',
        ],
      ],
    ),
    message: "area_px of coil … is not that of the features.",
  },
  {
    task,
    clause: "defect: that of the label",
    plant: "several defects",
    mistake: "in small letters",
    wrong: changed(
      ({ defect }) => ({ defect: defect.toLowerCase() }),
      [[".select(*features.columns", '.withColumn("defect", F.lower("defect")).select(*features.columns']],
    ),
    message: "defect of coil … is another.",
  },
  {
    task,
    clause: "length_mm: the longer side, be it the height",
    plant: "boxes that are higher than wide",
    mistake: "the width",
    wrong: measured(({ width_px: width }, size) => width * size, 'F.col("width_px") * pixel_size_mm'),
    message: "length_mm of coil … is another: that is the width: the longer side counts, be it width or height.",
  },
  {
    task,
    clause: "length_mm: the longer side, be it the width",
    plant: "boxes that are wider than high",
    mistake: "the height",
    wrong: measured(({ height_px: height }, size) => height * size, 'F.col("height_px") * pixel_size_mm'),
    message: "length_mm of coil … is another: that is the height: the longer side counts, be it width or height.",
  },
  {
    task,
    clause: "length_mm: the longer side",
    plant: "boxes that are not square",
    mistake: "the shorter side",
    wrong: measured(
      ({ width_px: width, height_px: height }, size) => Math.min(width, height) * size,
      'F.least("width_px", "height_px") * pixel_size_mm',
    ),
    message: "length_mm of coil … is another: that is the shorter side: the longer one counts.",
  },
  {
    task,
    clause: "length_mm: a side",
    plant: "any box",
    mistake: "the diagonal",
    wrong: measured(
      ({ width_px: width, height_px: height }, size) => Math.sqrt(width ** 2 + height ** 2) * size,
      'F.hypot("width_px", "height_px") * pixel_size_mm',
    ),
    message: "length_mm of coil … is another: that is the diagonal: the longer side counts.",
  },
  {
    task,
    clause: "length_mm: in mm",
    plant: "any box",
    mistake: "in pixels",
    wrong: measured(
      ({ width_px: width, height_px: height }) => Math.max(width, height),
      'F.greatest("width_px", "height_px")',
    ),
    message: "length_mm of coil … is another: that is in pixels; a pixel is … mm here.",
  },
  {
    task,
    clause: "length_mm: by the file's pixel size",
    plant: "fresh data have smaller pixels",
    mistake: "0.25 in the script",
    wrong: measured(
      ({ width_px: width, height_px: height }) => Math.max(width, height) / 4,
      'F.greatest("width_px", "height_px") * 0.25',
    ),
    message: onFresh(
      "length_mm of coil … is another: its pixels are 0.25 mm: pixel_size_mm stands in the criteria's file, and this one says otherwise.",
    ),
  },
  {
    task,
    clause: "length_mm: a number",
    plant: "any box",
    mistake: "text",
    wrong: changed(
      () => ({}),
      [
        [
          'F.greatest("width_px", "height_px") * pixel_size_mm',
          'F.format_string("%.3f", F.greatest("width_px", "height_px") * pixel_size_mm)',
        ],
      ],
      { ...judgedTypes, length_mm: "VARCHAR" },
    ),
    message: "length_mm is not written as a number.",
  },
  {
    task,
    clause: "at the limits is OK",
    plant: "coils of each defect at their limits",
    mistake: ">= for both",
    wrong: ruled(
      (coil, one) => coil.area_px >= one.max_area_px || coil.length_mm >= one.max_length_mm,
      [
        [area, area.replace(">", ">=")],
        [length, length.replace(">", ">=")],
      ],
    ),
    message: "… coils are judged otherwise, such as …: a value equal to its limit is OK.",
  },
  {
    task,
    clause: "at the limit of the area is OK",
    plant: "coils of each defect at the limit of their area",
    mistake: ">= for the area",
    wrong: ruled(
      (coil, one) => coil.area_px >= one.max_area_px || coil.length_mm > one.max_length_mm,
      [[area, area.replace(">", ">=")]],
    ),
    message: "… coils are judged otherwise, such as …: an area equal to its limit is OK.",
  },
  {
    task,
    clause: "at the limit of the length is OK",
    plant: "coils of each defect at the limit of their length",
    mistake: ">= for the length",
    wrong: ruled(
      (coil, one) => coil.area_px > one.max_area_px || coil.length_mm >= one.max_length_mm,
      [[length, length.replace(">", ">=")]],
    ),
    message: "… coils are judged otherwise, such as …: a length equal to its limit is OK.",
  },
  {
    task,
    clause: "the area over its limit",
    plant: "coils over the limit of their area alone",
    mistake: "only the length is looked at",
    wrong: ruled((coil, one) => coil.length_mm > one.max_length_mm, [[over, length]]),
    message: "… coils are judged otherwise, such as …: the area is not looked at.",
  },
  {
    task,
    clause: "the length over its limit",
    plant: "coils over the limit of their length alone",
    mistake: "only the area is looked at",
    wrong: ruled((coil, one) => coil.area_px > one.max_area_px, [[over, area]]),
    message: "… coils are judged otherwise, such as …: the length is not looked at.",
  },
  {
    task,
    clause: "the area or the length",
    plant: "coils over one limit alone",
    mistake: "and",
    wrong: ruled(
      (coil, one) => coil.area_px > one.max_area_px && coil.length_mm > one.max_length_mm,
      [[over, over.replace("|", "&")]],
    ),
    message: "… coils are judged otherwise, such as …: one limit is enough for NG: or, not and.",
  },
  {
    task,
    clause: "NG where over",
    plant: "any coil",
    mistake: "exchanged",
    wrong: ruled((coil) => coil.judgement === "OK", [[over, `~(${over})`]]),
    message: "… coils are judged otherwise, such as …: OK and NG are exchanged.",
  },
  {
    task,
    clause: "each defect's own limits",
    plant: "coils of each defect around their limits",
    mistake: "the greatest limits for all",
    wrong: {
      judged: (truth) => {
        const greatest = (name: "max_area_px" | "max_length_mm"): number =>
          Math.max(...truth.criteria.criteria.map((one) => one[name]));
        const [px, mm] = [greatest("max_area_px"), greatest("max_length_mm")];
        return {
          rows: judgedRows(truth).map((row): Row => {
            const isNg = Number(row.area_px) > px || Number(row.length_mm) > mm;
            return {
              ...row,
              judgement: isNg ? "NG" : "OK",
              severity: isNg ? criterionOf({ defect: String(row.defect) }, truth.criteria).severity : null,
            };
          }),
          types: judgedTypes,
          folder: "day",
        };
      },
      script: [
        [over, '(F.col("area_px") > F.lit(greatest["a"])) | (F.col("length_mm") > F.lit(greatest["l"]))'],
        [
          "    over =",
          '    greatest = criteria.agg(F.max("max_area_px").alias("a"), F.max("max_length_mm").alias("l")).first()\n    over =',
        ],
      ],
    },
    message:
      "… coils are judged otherwise, such as …: the greatest limits of all defects are taken: each defect has its own.",
  },
  {
    task,
    clause: "the limits of the criteria's file",
    plant: "fresh data have other defects and limits",
    mistake: "the plant's areas in the script",
    wrong: {
      judged: (truth) => ({
        // where the map does not know the defect, the area's limit is NULL, and over only by the length
        rows: judgedRows(truth).map((row): Row => {
          const criterion = criterionOf({ defect: String(row.defect) }, truth.criteria);
          const known = fullCriteria.criteria.find(({ defect }) => defect === row.defect);
          const isNg =
            (known !== undefined && Number(row.area_px) > known.max_area_px) ||
            Number(row.length_mm) > criterion.max_length_mm;
          return { ...row, judgement: isNg ? "NG" : "OK", severity: isNg ? criterion.severity : null };
        }),
        types: judgedTypes,
        folder: "day",
      }),
      script: [[area, `F.col("area_px") > F.expr("map(${plantArea})[defect]")`]],
    },
    message: onFresh("… coils are judged otherwise, such as …: the area is not looked at."),
  },
  {
    task,
    clause: "OK or NG",
    plant: "any coil",
    mistake: "another word",
    wrong: changed(
      ({ judgement }) => ({ judgement: judgement === "OK" ? "GOOD" : judgement }),
      [['.otherwise("OK")', '.otherwise("GOOD")']],
    ),
    message: "… coils are judged otherwise, such as …: a judgement is OK or NG, and nothing else.",
  },
  {
    task,
    clause: "severity: null where OK",
    plant: "coils that are OK",
    mistake: "that of the criterion for all",
    wrong: changed(
      (coil, { criteria }) => ({ severity: criterionOf(coil, criteria).severity }),
      [[severity, 'F.col("severity")']],
    ),
    message: "Coils that are OK have a severity: how severe is no fault?",
  },
  {
    task,
    clause: "severity: null, not text",
    plant: "coils that are OK",
    mistake: "the empty text",
    wrong: changed((coil) => ({ severity: coil.severity ?? "" }), [[severity, `${severity}.otherwise("")`]]),
    message: 'The severity of coils that are OK is "": null was asked.',
  },
  {
    task,
    clause: "severity: that of the criterion",
    plant: "criteria of several severities",
    mistake: "the same for all",
    wrong: changed(
      ({ judgement }) => ({ severity: judgement === "NG" ? "major" : null }),
      [[severity, 'F.when(over, "major")']],
    ),
    message: "Every NG coil has the same severity: each criterion has its own.",
  },
  {
    task,
    clause: "severity: as the criteria's file says",
    plant: "fresh data have other severities",
    mistake: "the plant's severities in the script",
    wrong: changed(
      ({ judgement, defect }) => ({
        severity:
          judgement === "NG" ? (fullCriteria.criteria.find((one) => one.defect === defect)?.severity ?? null) : null,
      }),
      [
        [
          severity,
          `F.when(over, F.expr("map(${fullCriteria.criteria.map((one) => `'${one.defect}', '${one.severity}'`).join(", ")})[defect]"))`,
        ],
      ],
    ),
    message: onFresh("Every NG coil has the same severity: each criterion has its own."),
  },
];

import {
  because,
  close,
  compareKeys,
  firstTrue,
  missingColumns,
  notNumeric,
  shownApart,
  wrongKeys,
} from "../../engine/compare";
import type { Place } from "../../engine/context";
import type { Outputs } from "../../engine/lab/lab";
import type { ParquetRows, Row } from "../../engine/lab/parquet";
import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import type { Criterion } from "../plant/criteria";
import { featureTypes } from "../state";
import type { Judged, Truth } from "../truth";

/** What is expected of a coil, and its row. */
type Pair = readonly [coil: Judged, row: Row];

const columns = [...Object.keys(featureTypes), "defect", "length_mm", "judgement", "severity", "day"];
const tolerance = 1e-6;

/** Task 4.2: each labelled good coil once, with all that the features say, its length, judgement and severity. */
export async function checkJudged(lab: Outputs, { root, truth }: Place<Truth>): Promise<Finding> {
  const found = await lab.parquet(root + keys.judged);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.judged} yet: run the job.`);
  }
  const bad =
    missingColumns(found.types, columns) ?? notNumeric(found.types, ["length_mm"]) ?? wrongCoils(found, truth);
  if (bad !== undefined) {
    return bad;
  }
  const rowOf = new Map(found.rows.map((row) => [String(row.coil_id), row]));
  const all = truth.judged.map((coil): Pair => [coil, rowOf.get(coil.coil_id) ?? {}]);
  const finding = wrongLength(all, truth) ?? wrongJudgement(all, truth) ?? wrongSeverity(all, truth) ?? wrongRest(all);
  const ng = truth.judged.filter((coil) => coil.judgement === "NG").length;
  return finding ?? right(`${all.length} coils judged, ${ng} NG.`);
}

function wrongCoils(found: ParquetRows, truth: Truth): WrongFinding | undefined {
  const ids = found.rows.map(({ coil_id: id }) => String(id));
  const wanted = truth.judged.map(({ coil_id: id }) => id);
  const { missing, extra, twice } = compareKeys(wanted, ids);
  const finding = wrongKeys("judged coils", { missing, extra, twice }, wanted.length, ids.length);
  if (finding === undefined) {
    return undefined;
  }
  const idsOf = (reason: string): string[] =>
    truth.unmatched.filter((one) => one.reason === reason).map(({ coil_id: id }) => id);
  const defectOf = new Map(truth.judged.map(({ coil_id: id, defect }) => [id, defect]));
  const lost = [...new Set(missing.map((id) => defectOf.get(id) ?? ""))];
  const isDefect =
    lost.length === 1 && truth.judged.every((one) => one.defect !== lost[0] || missing.includes(one.coil_id));
  const onlyExtra = missing.length + twice.length === 0;
  const message = firstTrue([
    [
      extra.length + twice.length === 0 && isDefect,
      `No coil with ${lost[0]} is judged. Has the job read criteria without it? Finish 4.1, then run the job again.`,
    ],
    [
      onlyExtra && extra.every((id) => idsOf("coil_without_label").includes(id)),
      `Coils without a label are judged, such as ${extra[0]}: nobody has said which defect they have.`,
    ],
    [
      onlyExtra && extra.every((id) => truth.labels.some(({ coil_id: label }) => label === id)),
      `Labels without a good coil are judged, such as ${extra[0]}: there is no coil to judge.`,
    ],
  ]);
  return { ...finding, message: message ?? finding.message, praise: "The right columns." };
}

function wrongLength(all: readonly Pair[], truth: Truth): WrongFinding | undefined {
  const far = all.find(([coil, row]) => !close(row.length_mm, coil.length_mm, tolerance));
  if (far === undefined) {
    return undefined;
  }
  const size = truth.criteria.pixel_size_mm;
  const fits = (expected: (coil: Judged) => number) => (): boolean =>
    all.every(([coil, row]) => close(row.length_mm, expected(coil), tolerance));
  const why = firstTrue([
    [fits((coil) => Math.max(coil.width_px, coil.height_px)), `that is in pixels; a pixel is ${size} mm here`],
    [fits((coil) => coil.width_px * size), "that is the width: the longer side counts, be it width or height"],
    [fits((coil) => coil.height_px * size), "that is the height: the longer side counts, be it width or height"],
    [fits((coil) => Math.min(coil.width_px, coil.height_px) * size), "that is the shorter side: the longer one counts"],
    [fits((coil) => Math.hypot(coil.width_px, coil.height_px) * size), "that is the diagonal: the longer side counts"],
    [fits((coil) => coil.area_px * size), "that is made from the area: the longer side counts"],
    [
      fits((coil) => Math.max(coil.width_px, coil.height_px) * 0.25),
      "its pixels are 0.25 mm: pixel_size_mm stands in the criteria's file, and this one says otherwise",
    ],
  ]);
  const [coil, row] = far;
  const [expected, seen] = shownApart(coil.length_mm, row.length_mm, 3);
  return wrong(because(`length_mm of coil ${coil.coil_id} is another`, why), {
    praise: "The right coils are judged, each once.",
    expected: `${expected} mm ± 0.000001: ${coil.width_px} × ${coil.height_px} px of ${size} mm`,
    seen,
  });
}

function wrongJudgement(all: readonly Pair[], truth: Truth): WrongFinding | undefined {
  const misjudged = all.filter(([coil, row]) => row.judgement !== coil.judgement);
  const [first] = misjudged;
  if (first === undefined) {
    return undefined;
  }
  const why = whyJudged(all, misjudged, truth);
  const [coil, row] = first;
  const { max_area_px: area, max_length_mm: length } = criterionOf(coil, truth);
  return wrong(
    because(
      `${misjudged.length} coils are judged otherwise, such as ${coil.coil_id} (${coil.defect}, ${coil.area_px} px, ${coil.length_mm} mm)`,
      why,
    ),
    {
      praise: "The right coils, with the right lengths.",
      expected: `${coil.judgement}: at most ${area} px and ${length} mm are OK`,
      seen: String(row.judgement ?? "NULL"),
    },
  );
}

function criterionOf(coil: Judged, truth: Truth): Criterion {
  return truth.criteria.criteria.find(({ defect }) => defect === coil.defect) as Criterion;
}

/** What is known to judge just so; undefined where nothing does. */
function whyJudged(all: readonly Pair[], misjudged: readonly Pair[], truth: Truth): string | undefined {
  type Rule = (area: number, length: number, coil: Judged) => boolean;
  const fits = (isNg: Rule) => (): boolean =>
    all.every(([coil, row]) => {
      const { max_area_px: area, max_length_mm: length } = criterionOf(coil, truth);
      return row.judgement === (isNg(coil.area_px - area, coil.length_mm - length, coil) ? "NG" : "OK");
    });
  const ofOne = (pick: (...limits: number[]) => number): Rule => {
    const area = pick(...truth.criteria.criteria.map((one) => one.max_area_px));
    const length = pick(...truth.criteria.criteria.map((one) => one.max_length_mm));
    return (_area, _length, coil) => coil.area_px > area || coil.length_mm > length;
  };
  const values = new Set(all.map(([, row]) => row.judgement));
  return firstTrue([
    [[...values].some((value) => value !== "OK" && value !== "NG"), "a judgement is OK or NG, and nothing else"],
    [misjudged.length === all.length, "OK and NG are exchanged"],
    [fits((area, length) => area >= 0 || length >= 0), "a value equal to its limit is OK"],
    [fits((area, length) => area >= 0 || length > 0), "an area equal to its limit is OK"],
    [fits((area, length) => area > 0 || length >= 0), "a length equal to its limit is OK"],
    [fits((area) => area > 0), "the length is not looked at"],
    [fits((_area, length) => length > 0), "the area is not looked at"],
    [fits((area, length) => area > 0 && length > 0), "one limit is enough for NG: or, not and"],
    [fits(ofOne(Math.min)), "the least limits of all defects are taken: each defect has its own"],
    [fits(ofOne(Math.max)), "the greatest limits of all defects are taken: each defect has its own"],
  ]);
}

function wrongSeverity(all: readonly Pair[], truth: Truth): WrongFinding | undefined {
  const far = all.find(([coil, row]) => (row.severity ?? null) !== coil.severity);
  if (far === undefined) {
    return undefined;
  }
  const [coil, row] = far;
  const ofCriterion = all.every(([one, { severity }]) => severity === criterionOf(one, truth).severity);
  const severities = [...new Set(all.filter(([one]) => one.judgement === "NG").map(([, one]) => one.severity))];
  const message = firstTrue([
    [ofCriterion, "Coils that are OK have a severity: how severe is no fault?"],
    [
      all.every(([one, { severity }]) => one.severity === null || severity === one.severity),
      `The severity of coils that are OK is ${JSON.stringify(row.severity)}: null was asked.`,
    ],
    [severities.length === 1, "Every NG coil has the same severity: each criterion has its own."],
  ]);
  return wrong(message ?? `The severity of coil ${coil.coil_id} is not that of its criterion.`, {
    praise: "Every judgement is right.",
    expected: `coil ${coil.coil_id} (${coil.defect}, ${coil.judgement}): ${coil.severity ?? "NULL"}`,
    seen: row.severity === null || row.severity === undefined ? "NULL" : JSON.stringify(row.severity),
  });
}

/** The defect, and what the features say: it is to be as it was. */
function wrongRest(all: readonly Pair[]): WrongFinding | undefined {
  const praise = "Every length, judgement and severity is right.";
  for (const name of ["line", "day", "defect"] as const) {
    const far = all.find(([coil, row]) => String(row[name]) !== coil[name]);
    if (far !== undefined) {
      return wrong(`${name} of coil ${far[0].coil_id} is another.`, {
        praise,
        expected: far[0][name],
        seen: String(far[1][name]),
      });
    }
  }
  for (const name of [
    "gauge_mm",
    "area_px",
    "width_px",
    "height_px",
    "aspect",
    "gloss",
    "roughness",
    "contrast",
  ] as const) {
    const valueIn = (coil: Judged): number =>
      name in coil.vector ? coil.vector[name as "gloss"] : coil[name as "aspect"];
    const far = all.find(([coil, row]) => !close(row[name], valueIn(coil), tolerance));
    if (far !== undefined) {
      const [expected, seen] = shownApart(valueIn(far[0]), far[1][name]);
      return wrong(`${name} of coil ${far[0].coil_id} is not that of the features.`, { praise, expected, seen });
    }
  }
  return undefined;
}

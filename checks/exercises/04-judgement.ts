import { byColumn, close, compareKeys, missingColumns, shown, wrongKeys } from "./compare";
import type { Context, Place } from "./context";
import { fullCriteria, givenCriteria, rust } from "./criteria";
import type { Lab, Row } from "./lab";
import { keys } from "./names";
import type { Criterion, Judged, Truth } from "./truth";
import { type Finding, open, right, type Step, wrong } from "./verdict";

export const judgement: Step<Context> = {
  number: 4,
  name: "04-judgement",
  script: "04_judgement.py",
  tasks: [
    {
      id: "4.1",
      title: "config/acceptance.json knows Rust, with the new severity blocker",
      hint: "Add one entry to criteria; the four others stay as they are. Which unit has each limit?",
      strongerHint:
        '`{ "defect": "Rust", "max_area_px": 60, "max_length_mm": 12, "severity": "blocker" }`, read from the file, pushed, written as JSON to config/acceptance.json.',
      check: checkCriteria,
    },
    {
      id: "4.2",
      title: "Every labelled coil is judged OK or NG in processed/judged/, with length_mm and severity",
      hint: "NG where the area or the length is over its limit; at the limit is OK. The length is the longer side, in mm.",
      strongerHint:
        "length_mm = greatest(width_px, height_px) * pixel_size_mm; NG when area_px > max_area_px or length_mm > max_length_mm; severity only where NG.",
      check: (context) => context.onFreshDataToo(4, keys.judged, (place) => checkJudged(context.lab, place)),
    },
    {
      id: "4.3",
      title: "What found no partner lies in processed/unmatched/, with record, coil_id and reason",
      hint: "Which coils have no label? Which labels have no good coil, and is their coil among the rejected rows?",
      strongerHint:
        "left_anti joins both ways: coil_without_label; for labels, coil_rejected where coil_id is in rejected/, else label_without_coil.",
      check: (context) => context.onFreshDataToo(4, keys.unmatched, (place) => checkUnmatched(context.lab, place)),
    },
  ],
};

async function checkCriteria({ lab }: Context): Promise<Finding> {
  const text = await lab.text(keys.criteria);
  if (text === undefined) {
    return open(`There is no ${keys.criteria} yet.`);
  }
  let seen: { pixel_size_mm?: unknown; criteria?: Partial<Record<keyof Criterion, unknown>>[] };
  try {
    seen = JSON.parse(text) as typeof seen;
  } catch (error) {
    return wrong(`${keys.criteria} is not JSON: ${(error as Error).message}. Is there a comma too many?`);
  }
  const list = Array.isArray(seen.criteria) ? seen.criteria : [];
  const mine = list.filter(({ defect }) => defect === "Rust");
  if (mine.length === 0) {
    return JSON.stringify(list) === JSON.stringify(givenCriteria.criteria)
      ? open("The file is as the plant sent it: Rust is not in it yet.")
      : wrong("There is no criterion for Rust, spelled like that.", {
          expected: "defect: Rust",
          seen: list.map(({ defect }) => defect).join(", "),
        });
  }
  if (mine.length > 1) {
    return wrong(
      "Rust is there more than once: was the cell run twice on its own result? Start from the plant's file.",
      {
        expected: "1 criterion for Rust",
        seen: `${mine.length}`,
      },
    );
  }
  const lost = givenCriteria.criteria.filter(({ defect }) => !list.some((one) => one.defect === defect));
  if (lost.length > 0) {
    return wrong(
      `Rust is there, but ${lost.map(({ defect }) => defect).join(", ")} ${lost.length === 1 ? "is" : "are"} gone: coils with such a defect could not be judged.`,
      {
        praise: "The new criterion is there.",
        expected: "5 criteria",
        seen: `${list.length}`,
      },
    );
  }
  const found = mine[0] ?? {};
  for (const name of ["severity", "max_area_px", "max_length_mm"] as const) {
    if (found[name] !== rust[name]) {
      return wrong(`${name} of Rust is another: ${whyCriterion(name, found[name])}.`, {
        praise: "Rust is there, and so are the others.",
        expected: JSON.stringify(rust[name]),
        seen: JSON.stringify(found[name]),
      });
    }
  }
  const changed = givenCriteria.criteria.find(
    (one) =>
      JSON.stringify(sorted(one)) !== JSON.stringify(sorted(list.find(({ defect }) => defect === one.defect) ?? {})),
  );
  if (changed !== undefined || seen.pixel_size_mm !== fullCriteria.pixel_size_mm) {
    return wrong(`What was not asked has changed: ${changed?.defect ?? "pixel_size_mm"}.`, {
      praise: "Rust is right.",
      expected: JSON.stringify(changed ?? fullCriteria.pixel_size_mm),
      seen: JSON.stringify(changed ? list.find(({ defect }) => defect === changed.defect) : seen.pixel_size_mm),
    });
  }
  return right("Five criteria; Rust is a blocker.");
}

function sorted(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function whyCriterion(name: string, value: unknown): string {
  if (typeof value === "string" && name !== "severity") {
    return "a number in quotes is text, and text is not compared as a number";
  }
  if (name === "severity") {
    return "a new severity is asked, in this very spelling";
  }
  return name === "max_length_mm" && value === rust.max_length_mm / fullCriteria.pixel_size_mm
    ? "that is in pixels; a pixel is 0.25 mm"
    : "see the plant's mail in the notebook";
}

const columns = [
  "coil_id",
  "line",
  "seen_at",
  "gauge_mm",
  "area_px",
  "width_px",
  "height_px",
  "defect",
  "length_mm",
  "judgement",
  "severity",
  "day",
];

async function checkJudged(lab: Lab, { root, truth }: Place): Promise<Finding> {
  const found = await lab.parquet(root + keys.judged);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.judged} yet: run the job.`);
  }
  const missing = missingColumns(found.types, columns);
  if (missing !== undefined) {
    return missing;
  }
  const ids = found.rows.map(({ coil_id: id }) => String(id));
  const wanted = truth.judged.map(({ coil_id: id }) => id);
  const differences = compareKeys(wanted, ids);
  const differing = wrongKeys("judged coils", differences, wanted.length, ids.length);
  if (differing !== undefined) {
    const defectOf = new Map(truth.judged.map(({ coil_id: id, defect }) => [id, defect]));
    const isRust = differences.missing.length > 0 && differences.missing.every((id) => defectOf.get(id) === "Rust");
    return isRust
      ? wrong(
          "No coil with Rust is judged: the job has read the criteria without Rust. Finish 4.1, then run the job again.",
          {
            praise: "All other defects are judged.",
            expected: differing.expected,
            seen: differing.seen,
          },
        )
      : { ...differing, praise: "The right columns." };
  }
  const seen = byColumn(found.rows, "coil_id");
  const praise = "The right coils are judged, each once.";
  const far = truth.judged.find((coil) => !close(seen.get(coil.coil_id)?.length_mm, coil.length_mm, 1e-6));
  if (far !== undefined) {
    return wrong(`length_mm of coil ${far.coil_id} is another: ${whyLength(seen.get(far.coil_id) ?? {}, far)}.`, {
      praise,
      expected: `${shown(far.length_mm, 3)} mm ± 0.000001`,
      seen: shown(seen.get(far.coil_id)?.length_mm, 3),
    });
  }
  const misjudged = truth.judged.filter((coil) => seen.get(coil.coil_id)?.judgement !== coil.judgement);
  const first = misjudged[0];
  if (first !== undefined) {
    return wrong(
      `${misjudged.length} coils are judged otherwise, such as ${first.coil_id} (${first.defect}, ${first.area_px} px, ${first.length_mm} mm): ${whyJudged(truth, misjudged, seen)}.`,
      {
        praise: "The right coils, with the right lengths.",
        expected: first.judgement,
        seen: String(seen.get(first.coil_id)?.judgement),
      },
    );
  }
  const severity = truth.judged.find((coil) => (seen.get(coil.coil_id)?.severity ?? null) !== coil.severity);
  if (severity !== undefined) {
    const isOk = severity.judgement === "OK";
    return wrong(
      isOk
        ? "Coils that are OK have a severity: how severe is no fault?"
        : `The severity of coil ${severity.coil_id} is not that of its criterion.`,
      {
        praise: "Every judgement is right.",
        expected: String(severity.severity ?? "NULL"),
        seen: String(seen.get(severity.coil_id)?.severity ?? "NULL"),
      },
    );
  }
  const ng = truth.judged.filter((coil) => coil.judgement === "NG").length;
  return right(`${wanted.length} coils judged, ${ng} NG.`);
}

function whyLength(row: Row, coil: Judged): string {
  const longer = Math.max(coil.width_px, coil.height_px);
  const size = coil.length_mm / longer;
  if (close(row.length_mm, longer, 1e-6)) {
    return "that is in pixels; a pixel is 0.25 mm";
  }
  if (close(row.length_mm, coil.width_px * size, 1e-6) || close(row.length_mm, coil.height_px * size, 1e-6)) {
    return "the longer side counts, be it width or height";
  }
  return "longer side × pixel_size_mm";
}

function whyJudged(truth: Truth, misjudged: readonly Judged[], seen: ReadonlyMap<string, Row>): string {
  const all = (test: (coil: Judged) => boolean): boolean => misjudged.every(test);
  const limits = new Map(truth.criteria.criteria.map((one) => [one.defect, one]));
  const over = (coil: Judged): readonly [boolean, boolean] => {
    const { max_area_px: area = 0, max_length_mm: length = 0 } = limits.get(coil.defect) ?? {};
    return [coil.area_px > area, coil.length_mm > length];
  };
  const atLimit = (coil: Judged): boolean => {
    const { max_area_px: area, max_length_mm: length } = limits.get(coil.defect) ?? {};
    return coil.judgement === "OK" && (coil.area_px === area || coil.length_mm === length);
  };
  if (all(atLimit)) {
    return "a value equal to its limit is OK";
  }
  const values = new Set([...seen.values()].map((row) => row.judgement));
  if ([...values].some((value) => value !== "OK" && value !== "NG")) {
    return "a judgement is OK or NG, and nothing else";
  }
  if (misjudged.length === truth.judged.length) {
    return "OK and NG are exchanged";
  }
  if (all((coil) => !over(coil)[0] && over(coil)[1])) {
    return "the length is not looked at";
  }
  if (all((coil) => over(coil)[0] && !over(coil)[1])) {
    return "the area is not looked at";
  }
  return all((coil) => over(coil)[0] !== over(coil)[1])
    ? "one limit is enough for NG: or, not and"
    : "compare it with its criterion";
}

async function checkUnmatched(lab: Lab, { root, truth }: Place): Promise<Finding> {
  const found = await lab.parquet(root + keys.unmatched);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.unmatched} yet: run the job.`);
  }
  const missing = missingColumns(found.types, ["record", "coil_id", "reason"]);
  if (missing !== undefined) {
    return missing;
  }
  const { rows } = found;
  const count = (record: string): number => rows.filter((row) => row.record === record).length;
  const wanted = (record: string): number => truth.unmatched.filter((row) => row.record === record).length;
  for (const [record, sentence] of [
    ["coil", "The labels without a coil are there, but not the coils without a label: they vanish in the join."],
    ["label", "The coils without a label are there, but not the labels without a good coil."],
  ] as const) {
    if (count(record) === 0) {
      return wrong(sentence, {
        praise: "One side is there.",
        expected: `${wanted(record)} rows with record = ${record}`,
        seen: "0",
      });
    }
  }
  const rejected = truth.unmatched.filter(({ reason }) => reason === "coil_rejected");
  const reasonOf = new Map(rows.map((row) => [`${row.record} ${row.coil_id}`, String(row.reason)]));
  const mixed = rejected.find(({ coil_id: id }) => reasonOf.get(`label ${id}`) === "label_without_coil");
  if (mixed !== undefined) {
    return wrong(`Label ${mixed.coil_id} is called label_without_coil, but its coil exists: step 3 rejected it.`, {
      praise: "Both sides are there.",
      expected: "coil_rejected",
      seen: "label_without_coil",
    });
  }
  const name = (row: { record?: unknown; coil_id?: unknown; reason?: unknown }): string =>
    `${row.record} ${row.coil_id}: ${row.reason}`;
  const expected = truth.unmatched.map(name);
  const differing = wrongKeys("records", compareKeys(expected, rows.map(name)), expected.length, rows.length);
  return differing ?? right(`${wanted("coil")} coils and ${wanted("label")} labels without a partner: no row is lost.`);
}

import type { Lab } from "../../engine/lab/lab";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import { type Criterion, fullCriteria, givenCriteria, rust } from "../plant/criteria";

type Given = Partial<Record<keyof Criterion, unknown>>;

/** Task 4.1: the plant's four criteria as they were, and one for Rust. */
export async function checkCriteria(lab: Pick<Lab, "text">): Promise<Finding> {
  const text = await lab.text(keys.criteria);
  if (text === undefined) {
    return open(`There is no ${keys.criteria} yet.`);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return wrong(`${keys.criteria} is not JSON: ${(error as Error).message}. Is there a comma too many?`);
  }
  const { criteria, pixel_size_mm: pixelSize } = (isObject(document) ? document : {}) as Record<string, unknown>;
  if (!Array.isArray(criteria) || !criteria.every(isObject)) {
    return wrong(`${keys.criteria} holds no list \`criteria\` of objects, as the plant's file does.`, {
      expected: '{ "pixel_size_mm": …, "criteria": [{ "defect": … }, …] }',
      seen: text.slice(0, 100),
    });
  }
  const list = criteria as Given[];
  const named = (defect: string): Given[] => list.filter((one) => one.defect === defect);
  const all = list.map(({ defect }) => String(defect)).join(", ");
  const mine = named("Rust");
  if (mine.length === 0) {
    return JSON.stringify(list) === JSON.stringify(givenCriteria.criteria)
      ? open("The file is as the plant sent it: Rust is not in it yet.")
      : wrong("There is no criterion for Rust, spelled like that.", { expected: "defect: Rust", seen: all });
  }
  if (mine.length > 1) {
    return wrong(
      "Rust is there more than once: was the cell run twice on its own result? Start from the plant's file.",
      { expected: "1 criterion for Rust", seen: `${mine.length}` },
    );
  }
  const praise = "Rust is there.";
  const lost = givenCriteria.criteria.filter(({ defect }) => named(defect).length === 0).map(({ defect }) => defect);
  if (lost.length > 0) {
    return wrong(
      `Rust is there, but ${lost.join(", ")} ${lost.length === 1 ? "is" : "are"} gone: coils with such a defect could not be judged.`,
      { praise: "The new criterion is there.", expected: "5 criteria", seen: `${list.length}` },
    );
  }
  if (list.length !== fullCriteria.criteria.length) {
    return wrong("There are more criteria than the plant's four and the one for Rust.", {
      praise,
      expected: fullCriteria.criteria.map(({ defect }) => defect).join(", "),
      seen: all,
    });
  }
  const found = mine[0] ?? {};
  for (const name of ["severity", "max_area_px", "max_length_mm"] as const) {
    if (found[name] !== rust[name]) {
      return wrong(`${name} of Rust is another: ${whyCriterion(name, found[name])}.`, {
        praise: "Rust is there, and so are the others.",
        expected: JSON.stringify(rust[name]),
        seen: JSON.stringify(found[name]) ?? "no such field",
      });
    }
  }
  const changed = fullCriteria.criteria.find(
    (one) => JSON.stringify(sorted(one)) !== JSON.stringify(sorted(named(one.defect)[0] ?? {})),
  );
  if (changed !== undefined) {
    return wrong(`What was not asked has changed: ${changed.defect}.`, {
      praise: "The limits and the severity of Rust are right.",
      expected: JSON.stringify(changed),
      seen: JSON.stringify(named(changed.defect)[0]),
    });
  }
  return pixelSize === fullCriteria.pixel_size_mm
    ? right("Five criteria; Rust is a blocker.")
    : wrong("What was not asked has changed: pixel_size_mm.", {
        praise: "All five criteria are right.",
        expected: JSON.stringify(fullCriteria.pixel_size_mm),
        seen: JSON.stringify(pixelSize) ?? "no such field",
      });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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

import type { Clause } from "../../../engine/clauses/clause";
import { fullCriteria, givenCriteria, rust } from "../../plant/criteria";
import type { Judgement } from "./solution";

const task = "4.1";
const plant = "the plant's mail";

function file(criteria: unknown, pixelSize: unknown = fullCriteria.pixel_size_mm): Partial<Judgement> {
  return { criteria: JSON.stringify({ pixel_size_mm: pixelSize, criteria }) };
}

const rustWith = (change: object): Partial<Judgement> => file([...givenCriteria.criteria, { ...rust, ...change }]);

export const criteriaClauses: readonly Clause<Judgement>[] = [
  {
    task,
    clause: "JSON",
    plant,
    mistake: "a comma too many",
    wrong: { criteria: '{ "pixel_size_mm": 0.25, "criteria": [,] }' },
    message: "config/acceptance.json is not JSON: … Is there a comma too many?",
  },
  {
    task,
    clause: "the form of the plant's file",
    plant,
    mistake: "the list alone",
    wrong: { criteria: JSON.stringify(fullCriteria.criteria) },
    message: "config/acceptance.json holds no list `criteria` of objects, as the plant's file does.",
  },
  {
    task,
    clause: "one for Rust",
    plant,
    mistake: "spelled in small letters",
    wrong: rustWith({ defect: "rust" }),
    message: "There is no criterion for Rust, spelled like that.",
  },
  {
    task,
    clause: "one for Rust, and not two",
    plant,
    mistake: "the cell was run on its own result",
    wrong: file([...fullCriteria.criteria, rust]),
    message: "Rust is there more than once: was the cell run twice on its own result? Start from the plant's file.",
  },
  {
    task,
    clause: "the plant's four criteria",
    plant,
    mistake: "a file with Rust alone",
    wrong: file([rust]),
    message: "Rust is there, but Scratch, Dent, Stain, Pinhole are gone: coils with such a defect could not be judged.",
  },
  {
    task,
    clause: "no others",
    plant,
    mistake: "a criterion that nobody asked for",
    wrong: file([...fullCriteria.criteria, { ...rust, defect: "Crack" }]),
    message: "There are more criteria than the plant's four and the one for Rust.",
  },
  {
    task,
    clause: "the severity blocker",
    plant,
    mistake: "a severity that was there",
    wrong: rustWith({ severity: "critical" }),
    message: "severity of Rust is another: a new severity is asked, in this very spelling.",
  },
  {
    task,
    clause: "60 px",
    plant,
    mistake: "a number in quotes",
    wrong: rustWith({ max_area_px: "60" }),
    message: "max_area_px of Rust is another: a number in quotes is text, and text is not compared as a number.",
  },
  {
    task,
    clause: "more than 60 px is NG",
    plant,
    mistake: "61",
    wrong: rustWith({ max_area_px: 61 }),
    message: "max_area_px of Rust is another: see the plant's mail in the notebook.",
  },
  {
    task,
    clause: "12 mm",
    plant,
    mistake: "in pixels",
    wrong: rustWith({ max_length_mm: 48 }),
    message: "max_length_mm of Rust is another: that is in pixels; a pixel is 0.25 mm.",
  },
  {
    task,
    clause: "every field",
    plant,
    mistake: "no length",
    wrong: rustWith({ max_length_mm: undefined }),
    message: "max_length_mm of Rust is another: see the plant's mail in the notebook.",
  },
  {
    task,
    clause: "the four unchanged",
    plant,
    mistake: "a severity of another one",
    wrong: file(fullCriteria.criteria.map((one) => (one.defect === "Dent" ? { ...one, severity: "minor" } : one))),
    message: "What was not asked has changed: Dent.",
  },
  {
    task,
    clause: "the size of a pixel unchanged",
    plant,
    mistake: "another pixel_size_mm",
    wrong: file(fullCriteria.criteria, 0.5),
    message: "What was not asked has changed: pixel_size_mm.",
  },
];

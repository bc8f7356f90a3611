import { names as workshop } from "./names";

/** The names that exercises and checks agree on. The exercises' own bucket and database keep them apart from the lesson. */
export const names = {
  database: workshop.exercisesDatabase,
  crawler: "quality-exercises-raw",
  inspectionsTable: "plant_inspections",
  labelsTable: "plant_labels",
  parquetTable: "inspections_by_line",
  judgedTable: "judged",
  views: ["ng_by_line", "rolling_ng", "drift"],
} as const;

/** The folders and keys in the exercises' bucket. */
export const keys = {
  raw: "raw/",
  manifest: "config/manifest.json",
  criteria: "config/acceptance.json",
  features: "processed/features/",
  vectors: "processed/vectors/",
  rejected: "processed/rejected/",
  judged: "processed/judged/",
  unmatched: "processed/unmatched/",
  ratios: "processed/evaluation/ng_ratio/",
  intervals: "processed/evaluation/intervals/",
  pChart: "processed/evaluation/p_chart/",
  byLine: "processed/inspections_by_line/",
} as const;

/** The columns of the plant's CSV file, in order. */
export const rawColumns = [
  "coil_id",
  "line",
  "seen_at",
  "x0",
  "x1",
  "y0",
  "y1",
  "area_px",
  "gauge",
  "gloss",
  "roughness",
  "contrast",
] as const;

/** The measured features that step 3 brings to 0–1. */
export const vector = ["gloss", "roughness", "contrast"] as const;

/** The files that the plant sends, as they lie in `exercises/data/`. */
export interface PlantFiles {
  /** All inspections of all days, one CSV with a header, in the order of time. */
  readonly inspections: string;
  /** All labels, one JSON array of `{ coil_id, defect, day }`. */
  readonly labels: string;
}

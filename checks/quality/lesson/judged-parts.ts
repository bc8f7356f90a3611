import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Limits of one fault type; the units are px and mm. */
export interface Criterion {
  readonly fault_type: string;
  readonly max_area_px: number;
  readonly max_length_mm: number;
  readonly severity: "minor" | "major" | "critical";
}

export interface AcceptanceCriteria {
  readonly pixel_size_mm: number;
  readonly criteria: readonly Criterion[];
}

/** A raw inspection: the text of every column by its name, `inspection_date` included. */
export type RawInspection = Readonly<Record<string, string>>;

export interface RawLabel {
  readonly part_id?: string;
  readonly fault_type?: string;
  readonly inspection_date: string;
}

export interface RawFiles {
  readonly inspections: readonly RawInspection[];
  readonly labels: readonly RawLabel[];
}

export interface RejectedInspection {
  readonly row: RawInspection;
  readonly reason: "missing_cell" | "not_a_number" | "swapped_corners" | "duplicate_row";
}

export interface RejectedRecord {
  readonly record: "part" | "label";
  readonly partId: string;
  readonly reason: "part_rejected_earlier" | "label_without_part" | "part_without_label";
}

export interface JudgedPart {
  readonly partId: string;
  readonly inspectedAt: string;
  readonly inspectionDate: string;
  readonly line: string;
  readonly steelType: "A300" | "A400";
  readonly thicknessMm: number;
  readonly faultType: string;
  readonly pixelsAreas: number;
  readonly roi: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly lengthMm: number;
  readonly judgement: "OK" | "NG";
  readonly ngReason: string | null;
  readonly severity: string | null;
  /** The quality vector between 0 and 1, by the feature's raw name. */
  readonly normalised: ReadonlyMap<string, number>;
}

export interface Diagnosis {
  readonly input: number;
  readonly accepted: number;
  readonly rejectedInspections: readonly RejectedInspection[];
  readonly rejectedRecords: readonly RejectedRecord[];
  readonly judged: readonly JudgedPart[];
}

const textColumns = new Set(["part_id", "line", "inspected_at", "inspection_date"]);

/** The features of the quality vector, by their raw names. */
export const qualityVector = [
  "minimum_of_luminosity",
  "maximum_of_luminosity",
  "edges_index",
  "empty_index",
  "square_index",
  "outside_x_index",
  "edges_x_index",
  "edges_y_index",
  "outside_global_index",
  "log_of_areas",
  "log_x_index",
  "log_y_index",
  "orientation_index",
  "luminosity_index",
  "sigmoid_of_areas",
] as const;

/** Reads `inspections/` and `labels/` below a folder of raw files, partition by partition. */
export function readRawFiles(folder: string): RawFiles {
  const partitions = (name: string, file: string): { date: string; text: string }[] =>
    readdirSync(join(folder, name))
      .sort()
      .map((partition) => ({
        date: partition.replace("inspection_date=", ""),
        text: readFileSync(join(folder, name, partition, file), "utf8"),
      }));
  return {
    inspections: partitions("inspections", "inspections.csv").flatMap(({ date, text }) => parseCsv(text, date)),
    labels: partitions("labels", "labels.json").flatMap(({ date, text }) =>
      lines(text).map((line) => ({ ...(JSON.parse(line) as object), inspection_date: date })),
    ),
  };
}

/** Goes from the raw files to judged parts and rejected records, as the lesson's first two jobs should. */
export function diagnose(raw: RawFiles, criteria: AcceptanceCriteria): Diagnosis {
  const accepted: RawInspection[] = [];
  const rejectedInspections: RejectedInspection[] = [];
  const seen = new Set<string>();
  for (const row of raw.inspections) {
    const text = JSON.stringify(row);
    const reason = whyBad(row) ?? (seen.has(text) ? "duplicate_row" : undefined);
    if (reason === undefined) {
      seen.add(text);
      accepted.push(row);
    } else {
      rejectedInspections.push({ row, reason });
    }
  }

  checkUnique("inspections", accepted);
  checkUnique("labels", raw.labels);
  const labelOf = new Map(raw.labels.map((label) => [label.part_id, label.fault_type]));
  const acceptedIds = new Set(accepted.map((row) => row.part_id));
  const knownIds = new Set(raw.inspections.map((row) => row.part_id));
  const rejectedRecords: RejectedRecord[] = [
    ...raw.labels
      .filter((label) => !acceptedIds.has(label.part_id))
      .map((label) => ({
        record: "label" as const,
        partId: label.part_id ?? "",
        reason: knownIds.has(label.part_id) ? ("part_rejected_earlier" as const) : ("label_without_part" as const),
      })),
    ...accepted
      .filter((row) => !labelOf.has(row.part_id))
      .map((row) => ({ record: "part" as const, partId: cell(row, "part_id"), reason: "part_without_label" as const })),
  ];
  const bounds = boundsOf(accepted);
  const judged = accepted.flatMap((row) => {
    const faultType = labelOf.get(row.part_id);
    return faultType === undefined ? [] : [judge(row, faultType, criteria, bounds)];
  });
  return { input: raw.inspections.length, accepted: accepted.length, rejectedInspections, rejectedRecords, judged };
}

/** What to do with several rows of one part is not decided here: the staged files have none. */
function checkUnique(what: string, rows: readonly { readonly part_id?: string }[]): void {
  const seen = new Set<string | undefined>();
  for (const { part_id: id } of rows) {
    if (id === undefined || seen.has(id)) {
      throw new Error(`The ${what} have several rows for the part ${id ?? "(none)"}. Keep one of them.`);
    }
    seen.add(id);
  }
}

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

function parseCsv(text: string, date: string): RawInspection[] {
  const [header = "", ...rows] = lines(text);
  const names = header.split(",");
  return rows.map((row) => {
    const cells = row.split(",");
    return {
      ...Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? "").trim()])),
      inspection_date: date,
    };
  });
}

function cell(row: RawInspection, name: string): string {
  const text = row[name];
  if (text === undefined) {
    throw new Error(`The raw inspections have no column ${name}. Check the header of inspections.csv.`);
  }
  return text;
}

function numberIn(row: RawInspection, name: string): number {
  const text = cell(row, name);
  return Number(name === "steel_plate_thickness" ? text.replace(/ *mm$/, "") : text);
}

function whyBad(row: RawInspection): RejectedInspection["reason"] | undefined {
  const names = Object.keys(row);
  if (names.some((name) => row[name] === "")) {
    return "missing_cell";
  }
  if (names.some((name) => !textColumns.has(name) && !Number.isFinite(numberIn(row, name)))) {
    return "not_a_number";
  }
  const isTurned = (axis: string): boolean => numberIn(row, `${axis}_minimum`) >= numberIn(row, `${axis}_maximum`);
  return isTurned("x") || isTurned("y") ? "swapped_corners" : undefined;
}

type Bounds = ReadonlyMap<string, { readonly low: number; readonly high: number }>;

function boundsOf(rows: readonly RawInspection[]): Bounds {
  return new Map(
    qualityVector.map((name) => {
      const values = rows.map((row) => numberIn(row, name));
      return [name, { low: Math.min(...values), high: Math.max(...values) }];
    }),
  );
}

function judge(row: RawInspection, faultType: string, criteria: AcceptanceCriteria, bounds: Bounds): JudgedPart {
  const criterion = criteria.criteria.find((entry) => entry.fault_type === faultType);
  if (criterion === undefined) {
    throw new Error(`The acceptance criteria do not name the fault type ${faultType}. Add it to the file.`);
  }
  const x = numberIn(row, "x_minimum");
  const y = numberIn(row, "y_minimum");
  const width = numberIn(row, "x_maximum") - x;
  const height = numberIn(row, "y_maximum") - y;
  const pixelsAreas = numberIn(row, "pixels_areas");
  const lengthMm = Math.max(width, height) * criteria.pixel_size_mm;
  const exceeded = [
    ...(pixelsAreas > criterion.max_area_px ? ["area"] : []),
    ...(lengthMm > criterion.max_length_mm ? ["length"] : []),
  ];
  const isNg = exceeded.length > 0;
  return {
    partId: cell(row, "part_id"),
    inspectedAt: cell(row, "inspected_at"),
    inspectionDate: cell(row, "inspection_date"),
    line: cell(row, "line"),
    steelType: numberIn(row, "type_of_steel_a300") === 1 ? "A300" : "A400",
    thicknessMm: numberIn(row, "steel_plate_thickness"),
    faultType,
    pixelsAreas,
    roi: { x, y, width, height },
    lengthMm,
    judgement: isNg ? "NG" : "OK",
    ngReason: isNg ? `${exceeded.join("_and_")}_over_limit` : null,
    severity: isNg ? criterion.severity : null,
    normalised: new Map(
      [...bounds].map(([name, { low, high }]) => [name, high === low ? 0 : (numberIn(row, name) - low) / (high - low)]),
    ),
  };
}

import { groups } from "../engine/groups";
import { type PlantFiles, rawColumns, vector } from "./layout";
import type { Criteria, Criterion } from "./plant/criteria";

/** A raw row as text, with the day of its shift. */
export type RawRow = Readonly<Record<(typeof rawColumns)[number] | "day", string>>;

export interface Label {
  readonly coil_id: string;
  readonly defect: string;
  readonly day: string;
}

export type RejectReason = "missing_cell" | "swapped_corners" | "duplicate_row";

export interface Feature {
  readonly coil_id: string;
  readonly line: string;
  readonly day: string;
  readonly seen_at: string;
  readonly gauge_mm: number;
  readonly area_px: number;
  readonly width_px: number;
  readonly height_px: number;
  readonly aspect: number;
  readonly vector: Readonly<Record<(typeof vector)[number], number>>;
}

export interface Judged extends Feature {
  readonly defect: string;
  readonly length_mm: number;
  readonly judgement: "OK" | "NG";
  readonly severity: string | null;
}

export interface LineRatio {
  readonly line: string;
  readonly coils: number;
  readonly ng: number;
  readonly ng_ratio: number;
  readonly wilson_low: number;
  readonly wilson_high: number;
}

export interface ChartPoint {
  readonly line: string;
  readonly day: string;
  readonly coils: number;
  readonly ng: number;
  readonly ratio: number;
  readonly center: number;
  readonly ucl: number;
  readonly out_of_control: boolean;
}

/** Everything that should come out of a plant's files, worked out from their text. */
export interface Truth {
  readonly criteria: Criteria;
  readonly rows: readonly RawRow[];
  readonly labels: readonly Label[];
  readonly rejected: readonly { readonly row: RawRow; readonly reason: RejectReason }[];
  readonly features: readonly Feature[];
  /** The vectors of the features, in their order, brought to 0–1 over all of them. */
  readonly normalised: readonly Feature["vector"][];
  readonly judged: readonly Judged[];
  readonly unmatched: readonly {
    readonly record: "coil" | "label";
    readonly coil_id: string;
    readonly reason: string;
  }[];
  readonly ratios: readonly LineRatio[];
  readonly chart: readonly ChartPoint[];
}

/** The normal quantile of 97.5 %. */
export const z = 1.959963984540054;

/** Works out the truth of a plant's files under acceptance criteria. */
export function truthOf(files: PlantFiles, criteria: Criteria): Truth {
  return truthOfRows(readRows(files.inspections), JSON.parse(files.labels) as Label[], criteria);
}

/** The same of rows that were read. */
export function truthOfRows(rows: readonly RawRow[], labels: readonly Label[], criteria: Criteria): Truth {
  const { accepted, rejected } = clean(rows);
  const features = accepted.map(featureOf);
  const defectOf = new Map(labels.map(({ coil_id: id, defect }) => [id, defect]));
  const judged = features.flatMap((feature) => {
    const defect = defectOf.get(feature.coil_id);
    const criterion = criteria.criteria.find((one) => one.defect === defect);
    return criterion === undefined ? [] : [judge(feature, criterion, criteria.pixel_size_mm)];
  });
  return {
    criteria,
    rows,
    labels,
    rejected,
    features,
    normalised: normalise(features),
    judged,
    unmatched: unmatched(rows, features, labels),
    ratios: ratiosOf(judged),
    chart: chartOf(judged),
  };
}

/** The same with other judged coils. */
export function withJudged(truth: Truth, judged: readonly Judged[]): Truth {
  return { ...truth, judged, ratios: ratiosOf(judged), chart: chartOf(judged) };
}

/** The day of the shift: it begins at six and ends in the night after. */
export function shiftDay(seenAt: string): string {
  return new Date(Date.parse(`${seenAt.replace(" ", "T")}Z`) - 6 * 3_600_000).toISOString().slice(0, 10);
}

function readRows(text: string): RawRow[] {
  const [header = "", ...lines] = text.trimEnd().split("\n");
  const columns = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const row = Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ""]));
    return { ...row, day: shiftDay(row.seen_at ?? "") } as RawRow;
  });
}

function clean(rows: readonly RawRow[]): Pick<Truth, "rejected"> & { accepted: RawRow[] } {
  const accepted: RawRow[] = [];
  const rejected: { row: RawRow; reason: RejectReason }[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const text = JSON.stringify(row);
    const isMissing = rawColumns.some((name) => row[name] === "");
    const isSwapped = Number(row.x0) >= Number(row.x1) || Number(row.y0) >= Number(row.y1);
    if (isMissing || isSwapped || seen.has(text)) {
      rejected.push({ row, reason: isMissing ? "missing_cell" : isSwapped ? "swapped_corners" : "duplicate_row" });
    } else {
      accepted.push(row);
      seen.add(text);
    }
  }
  return { accepted, rejected };
}

function featureOf(row: RawRow): Feature {
  const width = Number(row.x1) - Number(row.x0);
  const height = Number(row.y1) - Number(row.y0);
  return {
    coil_id: row.coil_id,
    line: row.line,
    day: row.day,
    seen_at: row.seen_at,
    gauge_mm: gaugeOf(row),
    area_px: Number(row.area_px),
    width_px: width,
    height_px: height,
    aspect: width / height,
    vector: { gloss: Number(row.gloss), roughness: Number(row.roughness), contrast: Number(row.contrast) },
  };
}

/** The gauge in mm; `2.500 mm` counts as 2.5. */
export function gaugeOf(row: RawRow): number {
  return Number(row.gauge.replace(" mm", ""));
}

/** Brings each feature to 0–1 over the rows given. */
function normalise(rows: readonly Feature[]): Feature["vector"][] {
  const bounds = vector.map((name) => {
    const values = rows.map((row) => row.vector[name]);
    return { name, low: Math.min(...values), high: Math.max(...values) };
  });
  return rows.map(
    (row) =>
      Object.fromEntries(
        bounds.map(({ name, low, high }) => [name, high === low ? 0 : (row.vector[name] - low) / (high - low)]),
      ) as Record<(typeof vector)[number], number>,
  );
}

function judge(feature: Feature, criterion: Criterion, pixelSize: number): Judged {
  const length = Math.max(feature.width_px, feature.height_px) * pixelSize;
  const isNg = feature.area_px > criterion.max_area_px || length > criterion.max_length_mm;
  return {
    ...feature,
    defect: criterion.defect,
    length_mm: length,
    judgement: isNg ? "NG" : "OK",
    severity: isNg ? criterion.severity : null,
  };
}

function unmatched(
  rows: readonly RawRow[],
  features: readonly Feature[],
  labels: readonly Label[],
): Truth["unmatched"] {
  const [raw, accepted] = [rows, features].map((list) => new Set(list.map(({ coil_id: id }) => id))) as [
    Set<string>,
    Set<string>,
  ];
  const labelled = new Set(labels.map(({ coil_id: id }) => id));
  return [
    ...features
      .filter(({ coil_id: id }) => !labelled.has(id))
      .map(({ coil_id: id }) => ({ record: "coil" as const, coil_id: id, reason: "coil_without_label" })),
    ...labels
      .filter(({ coil_id: id }) => !accepted.has(id))
      .map(({ coil_id: id }) => ({
        record: "label" as const,
        coil_id: id,
        reason: raw.has(id) ? "coil_rejected" : "label_without_coil",
      })),
  ];
}

export function countNg(judged: readonly { readonly judgement: string }[]): number {
  return judged.filter(({ judgement }) => judgement === "NG").length;
}

/** Wilson's interval as the roots of (p − ng/n)² = z² p (1 − p) / n. */
export function wilson(ng: number, n: number): [number, number] {
  const a = n + z * z;
  const b = -(2 * ng + z * z);
  const c = (ng * ng) / n;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

function ratiosOf(judged: readonly Judged[]): LineRatio[] {
  return groups(judged, ({ line }) => line).map(([line, all]) => {
    const [low, high] = wilson(countNg(all), all.length);
    const ng = countNg(all);
    return { line, coils: all.length, ng, ng_ratio: ng / all.length, wilson_low: low, wilson_high: high };
  });
}

function chartOf(judged: readonly Judged[]): ChartPoint[] {
  const center = countNg(judged) / judged.length;
  return groups(judged, ({ line, day }) => `${line} ${day}`).map(([key, all]) => {
    const [line = "", day = ""] = key.split(" ");
    const ratio = countNg(all) / all.length;
    const ucl = Math.min(1, center + 3 * Math.sqrt((center * (1 - center)) / all.length));
    return { line, day, coils: all.length, ng: countNg(all), ratio, center, ucl, out_of_control: ratio > ucl };
  });
}

import { seededRandom, shuffle } from "../../datasets/seeded-random";
import { rawColumns } from "./names";

/** The files that the plant sends, as they lie in `exercises/data/`. */
export interface PlantFiles {
  /** All inspections of all days, one CSV with a header, in the order of time. */
  readonly inspections: string;
  /** All labels, one JSON array of `{ coil_id, defect, day }`. */
  readonly labels: string;
}

/** The seed of the files in `exercises/data/`. */
export const plantSeed = 20250804;

const days = Array.from({ length: 8 }, (_, day) => new Date(Date.UTC(2025, 7, 4 + day)).toISOString().slice(0, 10));
const defects = ["Scratch", "Dent", "Stain", "Pinhole", "Rust"] as const;
const lines = ["M1", "M2", "M3"] as const;

type Defect = (typeof defects)[number];
type Row = Record<(typeof rawColumns)[number], string>;

/** Limits around which areas and lengths are made; `exercises/data/acceptance.json` says the same. */
const limits: Readonly<Record<Defect, { readonly area: number; readonly pixels: number }>> = {
  Scratch: { area: 800, pixels: 120 },
  Dent: { area: 500, pixels: 60 },
  Stain: { area: 900, pixels: 80 },
  Pinhole: { area: 40, pixels: 20 },
  Rust: { area: 60, pixels: 48 },
};

interface Coil {
  readonly row: Row;
  readonly day: string;
  readonly defect: Defect;
}

/**
 * Makes a plant's files: wholly synthetic, the same for the same seed. About 380 coils on three lines in eight days,
 * with dirt; one line drifts to `Rust` in the last days. Which line, and how much dirt, depends on the seed.
 */
export function plantFiles(seed: number): PlantFiles {
  const random = seededRandom(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  const drifting = lines[upTo(lines.length)] as string;
  const ids = shuffle(
    Array.from({ length: 900 }, (_, index) => index + 1),
    random,
  );
  const coils: Coil[] = [];
  for (const [index, day] of days.entries()) {
    for (const line of lines) {
      for (let left = 14 + upTo(5); left > 0; left--) {
        const rusty = line === drifting && index >= 5 && random() < 0.2 + 0.25 * (index - 4);
        coils.push(coil(ids.pop() as number, line, day, rusty, random));
      }
    }
  }
  atTheLimit(coils, random);
  const unlabelled = dirty(coils, random, upTo);
  const again = shuffle(coils, random).slice(0, 3 + upTo(3));
  const known = coils.filter(({ row }) => isGood(row)).map(({ row }) => row.coil_id);
  const rows = [...coils, ...again.filter(({ row }) => known.includes(row.coil_id))].sort((a, b) =>
    a.row.seen_at < b.row.seen_at ? -1 : 1,
  );
  const labels = coils
    .filter((one) => !unlabelled.has(one))
    .map(({ row, day, defect }) => ({ coil_id: row.coil_id, defect, day }));
  for (let count = 3 + upTo(3); count > 0; count--) {
    const day = days[upTo(days.length)] as string;
    labels.push({ coil_id: coilId(ids.pop() as number), defect: "Dent", day });
  }
  const texts = rows.map(({ row }) => rawColumns.map((name) => row[name]).join(","));
  return {
    inspections: `${[rawColumns.join(","), ...texts].join("\n")}\n`,
    labels: `[\n${labels.map(labelLine).join(",\n")}\n]\n`,
  };
}

function coil(id: number, line: string, day: string, rusty: boolean, random: () => number): Coil {
  const within = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const defect = rusty ? "Rust" : (defects[Math.floor(random() ** 1.6 * defects.length)] as Defect);
  const { area, pixels } = limits[defect];
  const isBad = rusty || random() < 0.1;
  const long = isBad && random() < 0.5 ? within(pixels + 1, pixels + 60) : within(4, pixels - 1);
  const short = within(3, long);
  const [width, height] = random() < 0.5 ? [long, short] : [short, long];
  const [x0, y0] = [within(0, 1800), within(0, 90_000)];
  // a shift lasts from six in the morning to two at night
  const second = 6 * 3600 + within(0, 20 * 3600 - 1);
  const seen = new Date(Date.parse(`${day}T00:00:00Z`) + second * 1000).toISOString();
  const row: Row = {
    coil_id: coilId(id),
    line,
    seen_at: seen.slice(0, 19).replace("T", " "),
    x0: String(x0),
    x1: String(x0 + width),
    y0: String(y0),
    y1: String(y0 + height),
    area_px: String(isBad && (long < pixels || random() < 0.5) ? within(area + 1, area * 3) : within(4, area - 1)),
    gauge: (within(12, 64) / 8).toFixed(3),
    gloss: (20 + 60 * random()).toFixed(2),
    roughness: (0.2 + 3 * random()).toFixed(3),
    contrast: random().toFixed(4),
  };
  return { row, day, defect };
}

function labelLine({ coil_id: id, defect, day }: { coil_id: string; defect: Defect; day: string }): string {
  return `  { "coil_id": "${id}", "defect": "${defect}", "day": "${day}" }`;
}

function coilId(id: number): string {
  return String(id).padStart(5, "0");
}

/** Some coils lie exactly at a limit: these are OK. */
function atTheLimit(coils: readonly Coil[], random: () => number): void {
  const small = shuffle(coils, random).filter(({ row, defect }) => {
    const length = Math.max(Number(row.x1) - Number(row.x0), Number(row.y1) - Number(row.y0));
    return length < limits[defect].pixels && Number(row.area_px) < limits[defect].area;
  });
  for (const [index, { row, defect }] of small.slice(0, 8).entries()) {
    if (index % 2 === 0) {
      row.area_px = String(limits[defect].area);
    } else {
      row.x1 = String(Number(row.x0) + limits[defect].pixels);
    }
  }
}

/** Makes cells dirty and returns the coils that get no label. */
function dirty(coils: readonly Coil[], random: () => number, upTo: (count: number) => number): ReadonlySet<Coil> {
  const picked = shuffle(coils, random);
  const take = (count: number): Coil[] => picked.splice(0, count);
  const emptied = ["gauge", "gloss", "x1", "area_px", "roughness", "contrast"] as const;
  // extreme values in rows that will be rejected: whoever normalises before cleaning sees them
  for (const [index, { row }] of take(5 + upTo(4)).entries()) {
    row[emptied[index % emptied.length] as keyof Row] = "";
    for (const name of ["gloss", "roughness", "contrast"] as const) {
      row[name] = row[name] === "" ? "" : String(Number(row[name]) + 100);
    }
  }
  for (const [index, { row }] of take(4 + upTo(4)).entries()) {
    const axis = index % 2 === 0 ? "x" : "y";
    [row[`${axis}0`], row[`${axis}1`]] = [row[`${axis}1`], row[`${axis}0`]];
  }
  for (const { row } of take(4 + upTo(4))) {
    row.gauge += " mm";
  }
  return new Set(take(4 + upTo(3)));
}

function isGood(row: Row): boolean {
  return (
    rawColumns.every((name) => row[name] !== "") && Number(row.x0) < Number(row.x1) && Number(row.y0) < Number(row.y1)
  );
}

import { mixedRandom, seededRandom, shuffle } from "../../../datasets/shared/seeded-random";
import { type PlantFiles, rawColumns } from "../layout";
import type { Coil, Row } from "./coil";
import { type Criteria, type Criterion, freshCriteria, fullCriteria } from "./criteria";
import { plantAtLimits, plantedRows } from "./raw-rows";

/** The seed of the files in `exercises/data/`. */
export const plantSeed = 20250804;

/** What a plant's files speak of. */
export interface PlantWorld {
  /** In order, none left out. */
  readonly days: readonly string[];
  /** At least three, in order. */
  readonly lines: readonly string[];
  /** The defects, and the limits around which areas and lengths are made. One line drifts to the last defect. */
  readonly criteria: Criteria;
  /** The index of the first of the three days of the drift; before it lie at least four days. */
  readonly driftsFrom: number;
  /** Does the last line drift? Else the first one. */
  readonly isDriftLast: boolean;
  /** Coil ids run from here. */
  readonly firstId: number;
  /** What gloss, roughness and contrast are multiplied by. */
  readonly light: number;
}

/** The plant that the exercises are about. */
export const plantWorld: PlantWorld = {
  days: daysFrom(Date.UTC(2025, 7, 4), 8),
  lines: ["M1", "M2", "M3"],
  criteria: fullCriteria,
  driftsFrom: 5,
  isDriftLast: false,
  firstId: 1,
  light: 1,
};

/**
 * Another plant, which shares no day, no line, no defect, no limit, no coil id and no range of its features with {@link plantWorld}: an answer
 * that names one of them is found out.
 *
 * @param isEarlier All its days lie before those of the plant, else all after: `day >= …` and `day <= …` are found out.
 */
export function freshWorld(seed: number, isEarlier: boolean): PlantWorld {
  const random = mixedRandom(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  const letter = "ABCDEFGHJKLNPQRSTUVWXYZ"[upTo(23)] as string;
  const days = daysFrom(Date.UTC(isEarlier ? 2024 : 2026, 0, 1 + upTo(400)), 10 + upTo(3));
  return {
    days,
    lines: [1, 2, 3, 4].map((number) => `${letter}${number}`),
    criteria: freshCriteria,
    // the drift ends before the last day: neither the first day nor the last is the answer
    driftsFrom: 4 + upTo(days.length - 8),
    isDriftLast: !isEarlier,
    firstId: 1_001,
    light: 0.8,
  };
}

function daysFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, day) => new Date(first + day * 86_400_000).toISOString().slice(0, 10));
}

/**
 * Makes a plant's files: wholly synthetic, the same for the same seed. About 16 coils a line and day, with dirt. One
 * line drifts to the last defect, one falls from nearly all NG to few, and one of the others has a day of one coil.
 * How much dirt there is depends on the seed; what the clauses of the tasks need is there for each.
 */
export function plantFiles(seed: number, world: PlantWorld = plantWorld): PlantFiles {
  const random = seededRandom(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  const { days, lines } = world;
  const roles = rolesOf(world);
  const shortDay = 1 + upTo(days.length - 2);
  const ids = shuffle(
    Array.from({ length: 900 }, (_, index) => index + world.firstId),
    random,
  );
  const coils: Coil[] = [];
  for (const [index, day] of days.entries()) {
    for (const line of lines) {
      const isShort = line === roles.short && index === shortDay;
      const shift = Array.from({ length: isShort ? 1 : 14 + upTo(5) }, () =>
        coil(world, ids.pop() as number, line, day, isShort, random),
      );
      for (const [defect, rate] of [
        [-1, line === roles.drifting ? (driftRates[index - world.driftsFrom] ?? 0) : 0],
        [1, line === roles.falling ? (fallRates[index] ?? 0) : 0],
      ] as const) {
        const criterion = world.criteria.criteria.at(defect) as Criterion;
        for (const one of shift.slice(0, Math.round(rate * shift.length))) {
          one.criterion = criterion;
          one.row.area_px = String(criterion.max_area_px + 1 + upTo(criterion.max_area_px));
        }
      }
      coils.push(...shift);
    }
  }
  const unlabelled = dirty(coils, random, upTo);
  const again = shuffle(coils, random).slice(0, 3 + upTo(3));
  const known = coils.filter(({ row }) => isGood(row)).map(({ row }) => row.coil_id);
  // what is planted lies where nothing drifts or falls
  const isPlain = (line: string, day: string): boolean =>
    (line !== roles.falling || day >= (days[fallRates.length] ?? "")) &&
    (line !== roles.drifting || day < (days[world.driftsFrom] ?? "")) &&
    (line !== roles.short || day !== days[shortDay]);
  plantAtLimits(
    coils.filter((one) => isGood(one.row) && !unlabelled.has(one) && isPlain(one.row.line, one.day)),
    world.criteria,
    random,
  );
  const places = days.flatMap((day) => lines.filter((line) => isPlain(line, day)).map((line) => ({ line, day })));
  let made = 0;
  const planted = plantedRows(() => {
    const { line, day } = places[made % places.length] as (typeof places)[number];
    made += 1;
    return coil(world, world.firstId + 900 + made, line, day, false, random);
  });
  const rows = [
    ...coils,
    ...again.filter(({ row }) => known.includes(row.coil_id)),
    ...planted.coils,
    ...planted.again,
  ].sort((a, b) => (a.row.seen_at < b.row.seen_at ? -1 : 1));
  const labels = [...coils, ...planted.coils]
    .filter((one) => !unlabelled.has(one) && !planted.unlabelled.has(one))
    .map(({ row, day, criterion }) => ({ coil_id: row.coil_id, defect: criterion.defect, day }));
  for (let count = 3 + upTo(3); count > 0; count--) {
    const day = days[upTo(days.length)] as string;
    labels.push({ coil_id: coilId(ids.pop() as number), defect: world.criteria.criteria[1]?.defect ?? "", day });
  }
  const texts = rows.map(({ row }) => rawColumns.map((name) => row[name]).join(","));
  return {
    inspections: `${[rawColumns.join(","), ...texts].join("\n")}\n`,
    labels: `[\n${labels.map(labelLine).join(",\n")}\n]\n`,
  };
}

/** The share of coils with the last defect on the three days of the drift. */
const driftRates = [0.45, 0.7, 0.95] as const;

/** The share of faulty coils on the first days of the line that falls. Its fall is greater than the drift's rise. */
const fallRates = [1, 0.9, 0.9] as const;

/**
 * Whoever forgets PARTITION BY compares the first days of a line with the last ones of the line before it. So that this
 * shows, the line that falls comes after a line that ends low.
 */
function rolesOf({ lines, isDriftLast }: PlantWorld): Record<"drifting" | "falling" | "short", string> {
  const [drifting, falling] = isDriftLast ? [lines.at(-1), lines.at(-2)] : [lines[0], lines.at(-1)];
  return { drifting: drifting ?? "", falling: falling ?? "", short: (isDriftLast ? lines[0] : lines[1]) ?? "" };
}

function coil(
  { criteria, light }: PlantWorld,
  id: number,
  line: string,
  day: string,
  isShort: boolean,
  random: () => number,
): Coil {
  const within = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const list = criteria.criteria;
  const criterion = list[Math.floor(random() ** 1.6 * list.length)] as Criterion;
  const area = criterion.max_area_px;
  const pixels = criterion.max_length_mm / criteria.pixel_size_mm;
  const isBad = random() < 0.1;
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
    gloss: (light * (20 + 60 * random())).toFixed(2),
    roughness: (light * (0.2 + 3 * random())).toFixed(3),
    contrast: (light * random()).toFixed(4),
  };
  return { row, day, criterion, isShort };
}

function labelLine({ coil_id: id, defect, day }: { coil_id: string; defect: string; day: string }): string {
  return `  { "coil_id": "${id}", "defect": "${defect}", "day": "${day}" }`;
}

function coilId(id: number): string {
  return String(id).padStart(5, "0");
}

/** Makes cells dirty, none of the short shift, and returns the coils that get no label. */
function dirty(coils: readonly Coil[], random: () => number, upTo: (count: number) => number): ReadonlySet<Coil> {
  const picked = shuffle(coils, random).filter(({ isShort }) => !isShort);
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

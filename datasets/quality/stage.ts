import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { seededRandom, shuffle } from "../shared/seeded-random";

/** How many rows of each kind of dirt the staged files hold. */
export const dirt = {
  missingCells: 14,
  swappedCorners: 12,
  duplicates: 10,
  strayUnits: 9,
  partsWithoutLabel: 11,
  labelsWithoutPart: 6,
} as const;

const seed = 20250712;
const lines = ["L1", "L2", "L3", "L4"];
const dates = Array.from({ length: 14 }, (_, day) => new Date(Date.UTC(2025, 5, 29 + day)).toISOString().slice(0, 10));
const smallestCell = 30;

/** The drift: so many of the large K_Scatch faults (over `largeScratchPixels`) are given to this line on these dates. */
const drift = new Map([
  ["L3 2025-07-10", 10],
  ["L3 2025-07-11", 13],
  ["L3 2025-07-12", 16],
]);
const largeScratchPixels = 11_000;

/** The cells that are emptied, a row each. */
const emptiedColumns = [
  "steel_plate_thickness",
  "x_maximum",
  "luminosity_index",
  "pixels_areas",
  "line",
  "steel_plate_thickness",
  "inspected_at",
  "y_minimum",
  "sum_of_luminosity",
  "edges_index",
  "luminosity_index",
  "pixels_areas",
  "log_of_areas",
  "steel_plate_thickness",
];

const firstSecond = 6 * 3600;
const lastSecond = 22 * 3600;

type Row = Record<string, string>;

interface Part {
  readonly id: string;
  readonly faultType: string;
  /** The measured columns as the source writes them. */
  readonly measured: Row;
}

interface Inspection {
  readonly part: Part;
  readonly date: string;
  readonly row: Row;
}

/**
 * Stages the real steel-plate data as a factory's raw files: a folder per inspection date with `inspections.csv` and `labels.json`.
 * The same source gives the same bytes.
 *
 * @param source The text of `steel-plates-faults.csv`.
 * @returns The text of each file by its path below `raw/`.
 */
export function stage(source: string): ReadonlyMap<string, string> {
  const random = seededRandom(seed);
  const parts = readParts(source);
  const inspections = inspect(assignCells(parts, random), random);
  const picked = shuffle(inspections, random);
  const take = (count: number): Inspection[] => picked.splice(0, count);

  for (const [index, { row }] of take(dirt.missingCells).entries()) {
    row[emptiedColumns[index] as string] = "";
  }
  for (const [index, { row }] of take(dirt.swappedCorners).entries()) {
    swapCorners(row, index % 2 === 0 ? "x" : "y");
  }
  for (const { row } of take(dirt.strayUnits)) {
    row.steel_plate_thickness += " mm";
  }
  const duplicates = take(dirt.duplicates);
  const unlabelled = new Set(take(dirt.partsWithoutLabel));

  const files = new Map<string, string>();
  for (const date of dates) {
    const ofDate = inspections.filter((inspection) => inspection.date === date);
    const sentAgain = duplicates.filter((inspection) => inspection.date === date);
    files.set(`inspections/inspection_date=${date}/inspections.csv`, toCsv([...ofDate, ...sentAgain]));
    files.set(
      `labels/inspection_date=${date}/labels.json`,
      toJsonLines(ofDate.filter((inspection) => !unlabelled.has(inspection))),
    );
  }
  addLabelsWithoutPart(files, parts, random);
  return files;
}

function readParts(source: string): Part[] {
  const [header = "", ...rows] = source.trimEnd().split(/\r?\n/);
  const names = header.split(",").map(rawName);
  return rows.map((line, index) => {
    const cells = line.split(",");
    const isFault = (name: string): boolean => /_faults?$/.test(name);
    const fault = names.findIndex((name, column) => isFault(name) && cells[column] === "1");
    return {
      id: partId(index + 1),
      faultType: (header.split(",")[fault] as string).replace(/_Faults?$/, ""),
      measured: Object.fromEntries(
        names.flatMap((name, column) => (isFault(name) ? [] : [[name, cells[column] as string]])),
      ),
    };
  });
}

/** `TypeOfSteel_A300` → `type_of_steel_a300`: Glue and Athena keep names in lower case. */
function rawName(sourceName: string): string {
  return sourceName.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}

function partId(row: number): string {
  return `P${String(row).padStart(5, "0")}`;
}

/** Gives every part to a line and a date: the drift first, the rest at random. */
function assignCells(parts: readonly Part[], random: () => number): Map<string, Part[]> {
  const cellNames = dates.flatMap((date) => lines.map((line) => `${line} ${date}`));
  const sizes = new Map(cellNames.map((cell) => [cell, smallestCell]));
  for (let spare = parts.length - smallestCell * cellNames.length; spare > 0; spare--) {
    const cell = cellNames[Math.floor(random() * cellNames.length)] as string;
    sizes.set(cell, (sizes.get(cell) as number) + 1);
  }
  const rest = shuffle(parts, random);
  const takeLargeScratch = (): Part => {
    const isLarge = (part: Part): boolean =>
      part.faultType === "K_Scatch" && Number(part.measured.pixels_areas) > largeScratchPixels;
    return rest.splice(rest.findIndex(isLarge), 1)[0] as Part;
  };
  const drifting = new Map([...drift].map(([cell, count]) => [cell, Array.from({ length: count }, takeLargeScratch)]));
  return new Map(
    cellNames.map((cell) => {
      const first = drifting.get(cell) ?? [];
      return [cell, shuffle([...first, ...rest.splice(0, (sizes.get(cell) as number) - first.length)], random)];
    }),
  );
}

/** One inspection a part, at a random second of the line's day, in the order of time. */
function inspect(cells: Map<string, Part[]>, random: () => number): Inspection[] {
  const inspections: Inspection[] = [];
  for (const [cell, parts] of cells) {
    const [line = "", date = ""] = cell.split(" ");
    for (const part of parts) {
      const second = firstSecond + Math.floor(random() * (lastSecond - firstSecond));
      const time = new Date(second * 1000).toISOString().slice(11, 19);
      inspections.push({
        part,
        date,
        row: { part_id: part.id, line, inspected_at: `${date} ${time}`, ...part.measured },
      });
    }
  }
  const order = ({ row }: Inspection): string => `${row.inspected_at} ${row.part_id}`;
  return inspections.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function swapCorners(row: Row, axis: "x" | "y"): void {
  const low = `${axis}_minimum`;
  const high = `${axis}_maximum`;
  [row[low], row[high]] = [row[high] as string, row[low] as string];
}

function addLabelsWithoutPart(files: Map<string, string>, parts: readonly Part[], random: () => number): void {
  for (let index = 1; index <= dirt.labelsWithoutPart; index++) {
    const date = dates[Math.floor(random() * dates.length)] as string;
    const { faultType } = parts[Math.floor(random() * parts.length)] as Part;
    const path = `labels/inspection_date=${date}/labels.json`;
    files.set(path, (files.get(path) as string) + labelLine(partId(90_000 + index), faultType));
  }
}

function toCsv(inspections: readonly Inspection[]): string {
  const header = Object.keys((inspections[0] as Inspection).row);
  const rows = inspections.map(({ row }) => header.map((name) => row[name]).join(","));
  return `${[header.join(","), ...rows].join("\n")}\n`;
}

function toJsonLines(inspections: readonly Inspection[]): string {
  return inspections.map(({ part }) => labelLine(part.id, part.faultType)).join("");
}

function labelLine(id: string, faultType: string): string {
  return `${JSON.stringify({ part_id: id, fault_type: faultType })}\n`;
}

if (require.main === module) {
  const folder = resolve(__dirname, "../../../datasets/quality");
  rmSync(join(folder, "raw"), { recursive: true, force: true });
  for (const [path, text] of stage(readFileSync(join(folder, "steel-plates-faults.csv"), "utf8"))) {
    const file = join(folder, "raw", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../shared/seeded-random";

const seed = 20250728;
const makers = ["Alpha Turbines", "Boreal Power", "Corona Works", "Delta Engines"];
/** The machines that an older list has once more, with a slip in each text. */
const twice = ["HUA-2", "TPE-1", "TXG-3", "LAE-4", "CHX-1", "PUY-2", "ULS-3", "HOU-1"];
const sensors = [
  ["sensor_02", 644.5],
  ["sensor_03", 1_610.5],
  ["sensor_04", 1_430.5],
  ["sensor_11", 48.3],
] as const;

/** An entry of the machines' register; which fields are dirty stands in the README. */
export interface Entry {
  readonly entry: number;
  readonly machine: string | null;
  readonly name: string;
  readonly plant: string;
  readonly maker: string;
  readonly serial: string;
  readonly power_kw: number | string;
  readonly in_service: boolean;
  readonly remark: null;
  readonly entered_by: string;
  /** The number of the entry that is the same machine. */
  readonly same_as: number | null;
  readonly sensors: readonly { readonly name: string; readonly limit: number }[];
}

/** Two neighbouring letters or digits in the other order: the first two from a place on that differ. */
function slipped(text: string, from: number): string {
  const at = [...text].findIndex((letter, index) => index >= from && letter !== (text[index + 1] ?? letter));
  return text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2);
}

/** The register of the forty machines: the current list, then what an older list has. */
export function register(): Entry[] {
  const random = seededRandom(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  const plants = readFileSync(join(__dirname, "..", "..", "..", "datasets", "lake", "plants.csv"), "utf8")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",") as [string, string]);
  const list: Entry[] = plants.flatMap(([plant, town], index) =>
    [1, 2, 3, 4].map((number) => {
      const power = 300 + 50 * upTo(5);
      return {
        entry: 4 * index + number,
        machine: `${plant}-${number}`,
        name: `${town} turbine ${number}`,
        // one is written otherwise
        plant: `${plant}-${number}` === "PUY-4" ? "puy" : plant,
        maker: makers[upTo(makers.length)] ?? "",
        serial: `${1_000 + upTo(9_000)}-${1_000 + upTo(9_000)}-${1_000 + upTo(9_000)}`,
        power_kw: `${plant}-${number}` === "ANC-2" ? "unknown" : upTo(4) === 0 ? `${power} kW` : power,
        in_service:
          upTo(8) > 0 || twice.includes(`${plant}-${number}`) || ["PUY-4", "ANC-2"].includes(`${plant}-${number}`),
        remark: null,
        entered_by: "list 2017",
        same_as: null,
        sensors: sensors.slice(0, 1 + upTo(sensors.length)).map(([name, limit]) => ({ name, limit })),
      };
    }),
  );
  const older = twice.map((code, index) => {
    const one = list.find(({ machine }) => machine === code) as Entry;
    return {
      ...one,
      entry: 101 + index,
      machine: null,
      name: slipped(one.name, 1 + upTo(4)),
      serial: slipped(one.serial, 1 + upTo(2)),
      in_service: false,
      entered_by: "list 2009",
      same_as: one.entry,
      sensors: [],
    };
  });
  return [...list, ...older];
}

/** The register as JSON lines. */
export const registerText = (): string =>
  register()
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join("");

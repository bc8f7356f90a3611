import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mixedRandom, seededRandom, shuffle } from "../../../datasets/shared/seeded-random";
import { root } from "../../../processes/project";
import { onceFor } from "../../engine/clauses/once-for";
import { cutColumns } from "../layout";

/** A cut of a milling machine. All but where and when it was made is of the source. */
export interface Cut {
  readonly cut_id: number;
  readonly site: string;
  /** The site's name and a number. */
  readonly mill: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly cut_at: string;
  /** Of the workpiece: L, M or H. */
  readonly grade: string;
  readonly air_k: number;
  readonly process_k: number;
  readonly speed_rpm: number;
  readonly torque_nm: number;
  readonly wear_min: number;
  /** How it failed: `TWF`, `HDF`, `PWF`, `OSF`, `RNF`, or `?` where the source does not say; null where it did not. */
  readonly failure: string | null;
}

/** What a shop's file speaks of. */
export interface ShopWorld {
  readonly seed: number;
  readonly sites: readonly string[];
  /** The first of 28 days, `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly cuts: number;
  readonly firstId: number;
}

/** The shop that the exercises are about. */
export const shopWorld: ShopWorld = {
  seed: 20250804,
  sites: ["Aalen", "Brno", "Cluj", "Delft"],
  firstDay: "2025-03-03",
  cuts: 10_000,
  firstId: 1,
};

/** Another shop, which shares no site, no day and no id with {@link shopWorld}: an answer that names one of them is found out. */
export function freshWorld(seed: number): ShopWorld {
  const random = mixedRandom(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  const sites = shuffle(["Ede", "Fulda", "Gent", "Hof", "Imst", "Jena", "Kiel"], random).slice(0, 3 + upTo(3));
  const day = new Date(Date.UTC(2026, 0, 1 + upTo(300))).toISOString().slice(0, 10);
  return { seed, sites, firstDay: day, cuts: 2_500 + upTo(500), firstId: 100_001 };
}

const kinds = ["TWF", "HDF", "PWF", "OSF", "RNF"] as const;
const shopDays = 28;
const millsPerSite = 3;

/** The cuts of the fresh shop of a seed. */
export const freshCuts = onceFor((seed: number): readonly Cut[] => cutsOf(freshWorld(seed)));

/** The cuts of a shop: real ones of AI4I, dealt out to sites, mills and times by the world's seed; the sites are busy in unlike measure. */
export function cutsOf({ seed, sites, firstDay, cuts, firstId }: ShopWorld): Cut[] {
  const random = seededRandom(seed);
  const rows = shuffle(sourceRows(), random).slice(0, cuts);
  // the sites are busy as 2 : 3 : 4 …
  const total = (sites.length * (sites.length + 3)) / 2;
  const upTo = sites.map((_, index) => ((index + 1) * (index + 4)) / 2 / total);
  const siteAt = (share: number): string => sites.find((_, index) => share < (upTo[index] ?? 0)) as string;
  const first = Date.parse(`${firstDay}T00:00:00Z`);
  const seconds = rows.map(() => Math.floor(random() * shopDays * 86_400)).sort((a, b) => a - b);
  return rows.map((row, index) => {
    const site = siteAt(random());
    const at = new Date(first + (seconds[index] ?? 0) * 1_000).toISOString();
    return {
      cut_id: firstId + index,
      site,
      mill: `${site}-${1 + Math.floor(random() * millsPerSite)}`,
      cut_at: `${at.slice(0, 10)} ${at.slice(11, 19)}`,
      ...row,
    };
  });
}

/** The day on which a cut was made, `YYYY-MM-DD`. */
export const dayOf = ({ cut_at: at }: Pick<Cut, "cut_at">): string => at.slice(0, 10);

/** The shop's file: a header, `;` between cells, an empty cell where a cut did not fail. */
export function csvOf(cuts: readonly Cut[]): string {
  const lines = cuts.map((cut) => cutColumns.map((name) => cut[name] ?? "").join(";"));
  return `${[cutColumns.join(";"), ...lines].join("\n")}\n`;
}

type SourceRow = Omit<Cut, "cut_id" | "site" | "mill" | "cut_at">;
let read: readonly SourceRow[] | undefined;

function sourceRows(): readonly SourceRow[] {
  read ??= readFileSync(join(root, "datasets", "lake", "ai4i2020.csv"), "utf8")
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const cells = line.split(";");
      const [grade = "", air = "", process = "", speed = "", torque = "", wear = "", failed = ""] = cells.slice(2);
      const kind = kinds.find((_, index) => cells[9 + index] === "1");
      return {
        grade,
        air_k: Number(air),
        process_k: Number(process),
        speed_rpm: Number(speed),
        torque_nm: Number(torque),
        wear_min: Number(wear),
        failure: kind ?? (failed === "1" ? "?" : null),
      };
    });
  return read;
}

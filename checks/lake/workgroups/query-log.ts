import { mixedRandom, seededRandom, shuffle } from "../../../datasets/shared/seeded-random";

/** A query as Athena's history has it. All of them are invented, by a seed. */
export interface LoggedQuery {
  readonly query_id: string;
  readonly team: string;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly started_at: string;
  /** `DML` or `DDL`. */
  readonly kind: string;
  /** `SUCCEEDED`, `FAILED` or `CANCELLED`. */
  readonly state: string;
  /** Whether an earlier answer was reused. */
  readonly reused: boolean;
  /** What it had read when it ended. */
  readonly bytes: number;
}

/** What a log speaks of. */
export interface LogWorld {
  readonly seed: number;
  /** The last one did nothing that is billed. */
  readonly teams: readonly string[];
  /** The first of 30 days, `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly queries: number;
}

/** The log that the exercise is about. */
export const logWorld: LogWorld = {
  seed: 20250811,
  teams: ["planning", "quality", "tooling", "archive"],
  firstDay: "2025-03-01",
  queries: 600,
};

/** Another shop's log, which shares no team with {@link logWorld}. */
export function freshLogWorld(seed: number): LogWorld {
  const random = mixedRandom(seed);
  const teams = shuffle(["energy", "paint", "press", "robots", "sawing", "welding"], random).slice(0, 4);
  return { seed, teams, firstDay: "2026-05-01", queries: 200 + Math.floor(random() * 100) };
}

/** The columns of the log's CSV file, in order, with their types in Athena. */
export const logTypes = {
  query_id: "string",
  team: "string",
  started_at: "timestamp",
  kind: "string",
  state: "string",
  reused: "boolean",
  bytes: "bigint",
} as const;

/**
 * The queries of a log: of ten, one is DDL, one reuses an answer, one fails and one is cancelled after it has read
 * something; the others read from 20 kB to 20 GB, evenly by their logarithm. The last team's are DDL, reused or failed.
 */
export function logOf({ seed, teams, firstDay, queries }: LogWorld): LoggedQuery[] {
  const random = seededRandom(seed);
  const first = Date.parse(`${firstDay}T00:00:00Z`);
  const seconds = Array.from({ length: queries }, () => Math.floor(random() * 30 * 86_400)).sort((a, b) => a - b);
  return seconds.map((second, index) => {
    const turn = index % 10;
    const team = teams[Math.floor(random() * teams.length)] ?? "";
    const isFree = team === teams.at(-1);
    const bytes = Math.round(20_000 * 10 ** (6 * random()));
    const at = new Date(first + second * 1_000).toISOString();
    const one = { query_id: `q-${String(index + 1).padStart(5, "0")}`, team };
    const started = { ...one, started_at: `${at.slice(0, 10)} ${at.slice(11, 19)}` };
    if (turn === 0 || (isFree && turn >= 7)) {
      return { ...started, kind: "DDL", state: "SUCCEEDED", reused: false, bytes: 0 };
    }
    if (turn === 1 || (isFree && turn >= 4)) {
      return { ...started, kind: "DML", state: "SUCCEEDED", reused: true, bytes: 0 };
    }
    const state = turn === 2 || isFree ? "FAILED" : turn === 3 ? "CANCELLED" : "SUCCEEDED";
    return { ...started, kind: "DML", state, reused: false, bytes };
  });
}

/** The log as a file: a header, `,` between cells. */
export function logCsv(log: readonly LoggedQuery[]): string {
  const names = Object.keys(logTypes) as (keyof LoggedQuery)[];
  return `${[names.join(","), ...log.map((query) => names.map((name) => query[name]).join(","))].join("\n")}\n`;
}

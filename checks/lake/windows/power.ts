import { mixedRandom, seededRandom, shuffle } from "../../../datasets/shared/seeded-random";

/** What a site's power meter counted on a day. All of it is invented, by a seed. */
export interface PowerDay {
  readonly site: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** With one decimal. */
  readonly kwh: number;
}

/** What a meter's file speaks of. */
export interface PowerWorld {
  readonly seed: number;
  readonly sites: readonly string[];
  /** The first of 84 days, a Monday, `YYYY-MM-DD`. */
  readonly firstDay: string;
}

/** The meters that the exercise is about. */
export const powerWorld: PowerWorld = {
  seed: 20250818,
  sites: ["Aalen", "Brno", "Cluj", "Delft"],
  firstDay: "2025-01-06",
};

/** Another shop's meters, which share no site with {@link powerWorld}. */
export function freshPowerWorld(seed: number): PowerWorld {
  const random = mixedRandom(seed);
  const sites = shuffle(["Ede", "Fulda", "Gent", "Hof", "Imst", "Jena"], random).slice(0, 3);
  return { seed, sites, firstDay: "2026-03-02" };
}

const powerDays = 84;
/** What a site needs on a weekday more or less than on the mean day, Monday first, in parts of its need. */
const week = [0.1, 0.2, 0.25, 0.2, 0.05, -0.3, -0.5] as const;

/** The type of each column in Athena. */
export const powerTypes = { site: "string", day: "date", kwh: "double" } as const;

/**
 * The days of the meters, site by site: a need that grows by the day, a week, and up to 5 % more or less by chance. Of each
 * site two days are missing, one in the third or fourth week and one in the eighth or ninth.
 */
export function powerOf({ seed, sites, firstDay }: PowerWorld): PowerDay[] {
  const random = seededRandom(seed);
  const first = Date.parse(`${firstDay}T00:00:00Z`);
  return sites.flatMap((site, index) => {
    const need = 400 * (index + 2);
    const growth = 0.002 + 0.004 * random();
    const missing = [14, 49].map((from) => from + Math.floor(random() * 14));
    return Array.from({ length: powerDays }, (_, number) => {
      const share = 1 + growth * number + (week[number % 7] ?? 0) + 0.1 * (random() - 0.5);
      const day = new Date(first + number * 86_400_000).toISOString().slice(0, 10);
      return { site, day, kwh: Math.round(10 * need * share) / 10 };
    }).filter((_, number) => !missing.includes(number));
  });
}

/** The meters' file: a header, `,` between cells. */
export function powerCsv(power: readonly PowerDay[]): string {
  return `${["site,day,kwh", ...power.map(({ site, day, kwh }) => `${site},${day},${kwh}`)].join("\n")}\n`;
}

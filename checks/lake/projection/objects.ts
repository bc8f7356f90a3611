import { groups } from "../../engine/groups";
import type { Lab } from "../../engine/lab/lab";
import { cutColumns, keys } from "../layout";
import { type Cut, cutsOf, dayOf, type ShopWorld, shopWorld } from "../shop/cuts";

/** The key of the object that a cut lies in, by its site and day. */
export const siteKey = (cut: Cut): string => `${keys.sites}${cut.site}/${dayOf(cut).replaceAll("-", "/")}/cuts.csv`;

/** The hour in which a cut was made, in two digits. */
export const hourOf = ({ cut_at: at }: Cut): string => at.slice(11, 13);

/** The key of the object that a cut lies in, by its mill and hour. */
export const millKey = (cut: Cut): string => `${keys.mills}${cut.mill}/${hourOf(cut)}/cuts.csv`;

/** Puts cuts as objects that no catalog knows; the column that stands in the key is left out. */
export async function putObjects(
  lab: Lab,
  cuts: readonly Cut[],
  keyOf: (cut: Cut) => string,
  inKey: "site" | "mill",
  root: string,
): Promise<void> {
  const columns = cutColumns.filter((name) => name !== inKey);
  const objects = groups(cuts, keyOf).map(([key, own]) => {
    const lines = own.map((cut) => columns.map((name) => cut[name] ?? "").join(";"));
    return lab.put(`${root}${key}`, `${lines.join("\n")}\n`);
  });
  await Promise.all(objects);
}

/** The same shop in the last days of the year. */
export function laterWorld(seed: number): ShopWorld {
  return { ...shopWorld, seed, firstDay: `2025-12-0${1 + (seed % 4)}`, cuts: 1_500, firstId: 200_001 };
}

export const laterCuts = (seed: number): Cut[] => cutsOf(laterWorld(seed));

import { compareKeys, shown, wrongKeys } from "../../engine/compare";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { Deliveries, Delivery } from "../shop/deliveries";
import { isNear, type Seen } from "./judge-distances";
import { kmBetween, tileOf } from "./sphere";

/** How far two deliveries of a pair are apart at most, in km. */
export const pairKm = 5;

export interface Pair {
  readonly first: Delivery;
  readonly second: Delivery;
  readonly km: number;
}

/** The deliveries that lie close to each other, each pair once, the smaller id first. */
export function pairsOf(deliveries: readonly Delivery[], most: number = pairKm): Pair[] {
  const pairs: Pair[] = [];
  for (const first of deliveries) {
    for (const second of deliveries) {
      const km = first.delivery_id < second.delivery_id ? kmBetween(first, second) : Number.POSITIVE_INFINITY;
      if (km <= most) {
        pairs.push({ first, second, km });
      }
    }
  }
  return pairs;
}

/** Judges the view of deliveries that lie close to each other. */
export function judgePairs({ deliveries }: Deliveries, seen: Seen): Finding {
  const read = readAnswer(seen, ["first_id", "second_id", "km"]);
  if (!("rows" in read)) {
    return read;
  }
  const cells = read.rows;
  const own = cells.find(({ first_id: first, second_id: second }) => first === second);
  if (own !== undefined) {
    return wrong(`Delivery ${own.first_id} is paired with itself.`, { expected: "two deliveries", seen: "one" });
  }
  const wanted = pairsOf(deliveries);
  const keyOf = ({ first, second }: Pair): string => `${first.delivery_id} ${second.delivery_id}`;
  const keys = cells.map(({ first_id: first, second_id: second }) => `${first} ${second}`);
  const turned = new Set(cells.map(({ first_id: first, second_id: second }) => `${second} ${first}`));
  if (keys.some((key) => turned.has(key))) {
    return wrong("A pair is there twice, once from either side: the smaller id comes first.", {
      expected: `${wanted.length} pairs`,
      seen: `${keys.length}`,
    });
  }
  const differences = compareKeys(wanted.map(keyOf), keys);
  const differing = wrongKeys("pairs", differences, wanted.length, keys.length);
  if (differing !== undefined) {
    const missing = new Set(differences.missing);
    const isMissing = (pair: Pair): boolean => missing.has(keyOf(pair));
    const zooms = Array.from({ length: 18 }, (_, index) => index + 1);
    const isByTile = zooms.some((zoom) =>
      wanted.every((pair) => isMissing(pair) === (tileOf(pair.first, zoom) !== tileOf(pair.second, zoom))),
    );
    const why =
      missing.size > 0 && isByTile
        ? " They lie on two sides of a tile's border: whose neighbours have to be looked at as well?"
        : differences.extra.length > 0 && missing.size + differences.twice.length === 0
          ? " Who shares a tile is not yet near."
          : differences.twice.length > 0 && missing.size + differences.extra.length === 0
            ? " Two that share more than one tile meet in each: spread the tiles of one side alone."
            : "";
    return { ...differing, message: differing.message + why };
  }
  const kmOf = new Map(cells.map((row, index) => [keys[index], row.km]));
  const far = wanted.find((pair) => !isNear(kmOf.get(keyOf(pair)), pair.km));
  return far === undefined
    ? right(`${wanted.length} pairs, each once.`)
    : wrong(`km of the pair ${keyOf(far)} is another number.`, {
        praise: "Every pair is there once.",
        expected: shown(far.km, 3),
        seen: shown(kmOf.get(keyOf(far)) ?? null, 3),
      });
}

/** Judges the plan of the view: whether it compares each delivery with each. */
export function judgePlan(plan: string): Finding {
  return /CrossJoin(?! Unnest)/.test(plan)
    ? wrong(
        "The plan has a CrossJoin: each delivery is compared with each. What can two that are near have in common?",
        {
          praise: "The pairs are right.",
          expected: "a join by an equality, or a SpatialJoin",
          seen: "CrossJoin",
        },
      )
    : right("No delivery is compared with each.");
}

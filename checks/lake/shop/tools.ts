import { mixedRandom } from "../../../datasets/shared/seeded-random";
import type { ShopWorld } from "./cuts";

/** A milling tool of the shop, as its card says. */
export interface Tool {
  readonly tool: string;
  /** `spare` where it is at no site. */
  readonly site: string;
  readonly maker: string;
  /** After how many minutes it is replaced. */
  readonly limit_min: number;
  /** The cuts in which it was measured. */
  readonly cuts: readonly { readonly cut_id: number; readonly wear_min: number }[];
}

/** How many tools a shop has, and how many of them are spare. */
const count = 60;
const spare = 4;

/** The tools of a shop, by the world's seed. */
export function toolsOf({ seed, sites, firstId }: ShopWorld): Tool[] {
  const random = mixedRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * most);
  return Array.from({ length: count }, (_, index) => {
    const measured = index % 10 === 3 ? 0 : 1 + upTo(4);
    return {
      tool: `T${firstId + index}`,
      site: index < count - spare ? (sites[index % sites.length] ?? "") : "spare",
      maker: ["Alpha Tools", "Boreal Cut", "Corona Mill"][upTo(3)] ?? "",
      limit_min: 150 + 10 * upTo(12),
      cuts: Array.from({ length: measured }, (_unused, at) => ({
        cut_id: firstId + 10 * index + at,
        wear_min: 40 * at + upTo(40),
      })),
    };
  });
}

/** The tools' cards as JSON lines: each third limit is a text with its unit, no card has a remark, each has a note. */
export function cardsOf(tools: readonly Tool[]): string {
  return tools
    .map(({ limit_min: limit, cuts, ...tool }, index) => {
      const card = { ...tool, limit_min: index % 3 === 1 ? `${limit} min` : limit, remark: null, note: "card", cuts };
      return `${JSON.stringify(card)}\n`;
    })
    .join("");
}

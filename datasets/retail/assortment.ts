import { mixedRandom } from "../shared/seeded-random";
import { dayText } from "./calendar";
import { type Category, categories } from "./categories";

/** A line of the product master, as its CSV file and PostgreSQL have it. Money is in whole won. */
export interface Product {
  readonly product_id: number;
  readonly product_name: string;
  readonly large_category: string;
  readonly medium_category: string;
  readonly small_category: string;
  /** `NB` is bought from another maker, `PB` is the chain's own brand. */
  readonly brand: "NB" | "PB";
  /** At the end of the time. */
  readonly price: number;
  readonly cost: number;
  /** Such as `2014-03-01`. */
  readonly launched_on: string;
}

const makers = ["Hanbit", "Dongbaek", "Namu", "Sodam", "Mirae", "Garam", "Byeol", "Onnuri"];
/** The chain's own brand. */
export const ownBrand = "Our Pick";

/** A product with what only the simulation knows. */
export interface Article extends Product {
  readonly category: Category;
  /** How often it is chosen within its small category, against the others. */
  readonly popularity: number;
  /** The prices before {@link Product.price}, with the day on which each ended; the earliest first. */
  readonly earlier: readonly { readonly until: string; readonly price: number }[];
}

/**
 * The products of a shop.
 *
 * @param firstId The id of the first product.
 * @param take Which of the chain's products, by their number from 0, this shop has.
 */
export function assortment(seed: number, firstId: number, take: (index: number) => boolean = () => true): Article[] {
  const random = mixedRandom(seed);
  const articles: Article[] = [];
  for (const category of categories) {
    for (const [index, { variant, maker }] of labels(category, random).entries()) {
      articles.push(article(category, index, variant, maker, firstId + articles.length, random));
    }
  }
  return articles.filter((_, index) => take(index));
}

/** The variants of a category with who makes each: what keeps is had from two makers. */
function labels(category: Category, random: () => number): { variant: string; maker: string }[] {
  const { variants, own = 0, keeps, small } = category;
  const isTwice = keeps === undefined && !few.has(small);
  const pick = (): number => Math.floor(random() * makers.length);
  return variants.flatMap((variant, index) => {
    if (index >= variants.length - own) {
      return [{ variant, maker: ownBrand }];
    }
    const first = pick();
    const second = (first + 1 + Math.floor(random() * (makers.length - 1))) % makers.length;
    return (isTwice ? [first, second] : [first]).map((maker) => ({ variant, maker: makers[maker] ?? "" }));
  });
}

/** Few of these stand on the shelf. */
const few = new Set(["cup noodles", "umbrellas", "hand warmers"]);

function article(
  category: Category,
  index: number,
  variant: string,
  maker: string,
  id: number,
  random: () => number,
): Article {
  const [from, to] = category.prices;
  const brand = maker === ownBrand ? "PB" : "NB";
  const price = roundedPrice((from + (to - from) * random()) * (brand === "PB" ? 0.85 : 1));
  const rises = from === to ? [] : ["2016-02-01", "2017-02-01"].filter(() => random() < 0.3);
  const isNew = random() < 0.12 && !few.has(category.small);
  const share = brand === "PB" ? 0.55 + 0.08 * random() : 0.64 + 0.1 * random();
  return {
    product_id: id,
    product_name: `${maker} ${variant}${nounOf(category.small, variant)}`,
    large_category: category.large,
    medium_category: category.medium,
    small_category: category.small,
    brand,
    price,
    cost: Math.round(price * (category.large === "tobacco" ? 0.91 : share)),
    launched_on: dayText(isNew ? Date.UTC(2015, 2 + Math.floor(random() * 24), 1) : Date.UTC(2013, index % 12, 1)),
    category,
    popularity: 1 / (1.5 + index * 0.3 + random()),
    earlier: rises.map((until, rise) => ({ until, price: roundedPrice(price * (0.9 + 0.05 * rise)) })),
  };
}

const nouns: Readonly<Record<string, string>> = {
  "lunch boxes": "Lunch Box",
  "rice balls": "Rice Ball",
  sandwiches: "Sandwich",
  salads: "Salad",
  milk: "Milk",
  yoghurt: "Yoghurt",
  bread: "Bread",
  "cup noodles": "Noodles",
  "packet noodles": "Noodles",
  chips: "Chips",
  biscuits: "Biscuits",
  chocolate: "Chocolate",
  "ice cream": "Ice Cream",
  juice: "Juice",
  coffee: "Coffee",
  tea: "Tea",
  beer: "Beer",
  cigarettes: "Cigarettes",
  umbrellas: "Umbrella",
  "hand warmers": "Hand Warmer",
  water: "Water",
};

function nounOf(small: string, variant: string): string {
  const noun = nouns[small];
  return noun === undefined || variant.includes(noun) ? "" : ` ${noun}`;
}

const roundedPrice = (price: number): number => Math.round(price / 50) * 50;

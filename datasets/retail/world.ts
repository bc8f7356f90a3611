import { dayText } from "./calendar";

/** What a shop's data are made from; the same world makes the same data. */
export interface World {
  readonly seed: number;
  /** The first business day, such as `2015-01-01`, and how many there are. */
  readonly first: string;
  readonly days: number;
  readonly receipts: number;
  /** How many order lines and disposals there are: so many, where that many are wanted and happen. */
  readonly orders: number;
  readonly disposals: number;
  readonly firstProduct: number;
  /** Of the chain's products every so many-th. */
  readonly everyProduct: number;
  /** The product that gets a word more to its name: how the name ends before, the word, and the first day of it. */
  readonly renamed: { readonly ending: string; readonly word: string; readonly from: string };
  /** On which day a delivery is entered twice. */
  readonly deliveredTwice: string;
  /** What comes to the database after the nightly run. */
  readonly late: {
    /** The business days of it. */
    readonly days: readonly string[];
    /** When it comes, such as `2017-09-01 09:00:00`. */
    readonly at: string;
    /** How many new receipts, and how many lines that are there already with another quantity. */
    readonly receipts: number;
    readonly corrected: number;
  };
}

/** The shop of the lesson: two years and eight months, with three stories in them. */
export const shop: World = {
  seed: 20_150_101,
  first: "2015-01-01",
  days: 974,
  receipts: 350_000,
  orders: 200_000,
  disposals: 4_500,
  firstProduct: 100_001,
  everyProduct: 1,
  renamed: { ending: "Honey Butter Chips", word: "Gold", from: "2016-05-01" },
  deliveredTwice: "2017-08-08",
  late: {
    days: ["2017-08-01", "2017-08-02", "2017-08-03"],
    at: "2017-09-01 09:00:00",
    receipts: 24,
    corrected: 18,
  },
};

/** The kiosk of the exercises: two weeks of another, small shop of the same chain. */
export const kiosk: World = {
  seed: 20_170_612,
  first: "2017-06-12",
  days: 14,
  receipts: 1_120,
  orders: 490,
  disposals: 42,
  firstProduct: 500_001,
  everyProduct: 8,
  renamed: { ending: "", word: "New", from: "2017-06-19" },
  deliveredTwice: "2017-06-15",
  late: { days: ["2017-06-20", "2017-06-21"], at: "2017-06-26 07:30:00", receipts: 6, corrected: 5 },
};

/** Another kiosk: other days, other products, other customers. */
export function freshKiosk(seed: number): World {
  const first = Date.UTC(2017, 6, 3) + 7 * (seed % 4) * dayMs;
  const day = (index: number): string => dayText(first + index * dayMs);
  return {
    ...kiosk,
    seed,
    first: day(0),
    firstProduct: 700_001,
    everyProduct: 7,
    renamed: { ...kiosk.renamed, from: day(6) },
    deliveredTwice: day(2),
    late: { ...kiosk.late, days: [day(8), day(9)], at: `${day(14)} 07:30:00` },
  };
}

const dayMs = 86_400_000;

import type { Article } from "./assortment";
import type { Day } from "./calendar";
import type { Category } from "./categories";

/** Who pays. */
export interface Customer {
  readonly sex: "F" | "M" | "";
  /** Undefined where there is no membership. */
  readonly age: number | undefined;
  /** Comes from the fitness studio that opened: the third story. */
  readonly isFit: boolean;
}

/** The first day of the fitness studio's evening courses, and the hours after which its customers come. */
export const studio = { from: "2016-10-01", hours: [20, 21, 22] as readonly number[], share: 0.17 };

/** The promotion of the own-brand cup noodles, and the price of the others that rose in the same summer: the first story. */
export const noodles = {
  product: "Our Pick Spicy Cup Noodles",
  promotion: { from: "2016-06-01", to: "2016-07-31" },
  stays: 3.2,
  others: { from: "2016-06-15", factor: 0.8 },
};

/** How many customers an hour has against others, on a working day and on a free one. */
const byHour = {
  working: [2.2, 1.5, 1, 0.7, 0.6, 1, 2.4, 5.4, 7, 4.4, 3.4, 4.6, 8, 7, 4.2, 3.9, 4, 4.6, 5.6, 5.6, 5.2, 5, 4.6, 3.6],
  free: [3.4, 2.6, 1.9, 1.2, 0.9, 0.9, 1.3, 2, 2.8, 3.4, 3.8, 4.4, 5, 5, 4.9, 4.9, 4.8, 5, 5.2, 5.2, 5, 4.8, 4.4, 3.8],
};

export function hourWeights({ weekday, isHoliday, date }: Day): number[] {
  const isFree = weekday % 6 === 0 || isHoliday;
  const weights = isFree ? byHour.free : byHour.working;
  return weights.map((weight, hour) =>
    date >= studio.from && studio.hours.includes(hour) ? weight / (1 - studio.share) : weight,
  );
}

/** Part of the day of a small category's weights. */
export function partOf(hour: number): number {
  return hour < 6 || hour > 22 ? 0 : hour < 11 ? 1 : hour < 14 ? 2 : hour < 18 ? 3 : 4;
}

export function customerAt({ date }: Day, hour: number, random: () => number): Customer {
  if (date >= studio.from && studio.hours.includes(hour) && random() < studio.share) {
    return { sex: "F", age: 20 + Math.floor(10 * random()), isFit: true };
  }
  if (random() > 0.42) {
    return { sex: "", age: undefined, isFit: false };
  }
  const isFemale = random() < (hour > 22 || hour < 6 ? 0.36 : 0.52);
  const spread = random() + random() + random();
  const age = Math.round((hour > 14 && hour < 18 ? 10 : 15) + 15 * spread + (random() < 0.2 ? 18 * random() : 0));
  return { sex: isFemale ? "F" : "M", age, isFit: false };
}

/** How often a customer buys of a category at this hour of this day, against the other categories. */
export function appetite(category: Category, day: Day, hour: number, { sex, age = 35, isFit }: Customer): number {
  const { weights, heat = 1, rain = 1, large, small } = category;
  const heated = heat === 1 ? 1 : heat ** ((day.temperature - 13) / 12);
  let weight = (weights[partOf(hour)] ?? 0) * heated * (hour >= (day.rainFrom ?? 24) ? rain : 1);
  if ((large === "tobacco" || category.medium === "alcohol") && age < 19) {
    return 0;
  }
  if (category.medium === "alcohol" && (day.weekday === 5 || day.weekday === 6)) {
    weight *= 1.35;
  }
  if (isFit) {
    return weight * (fitFactors[small] ?? (large === "tobacco" ? 0.15 : 0.6));
  }
  if (sex === "F") {
    weight *= femaleFactors[small] ?? (large === "tobacco" ? 0.4 : 1);
  }
  if (age < 25) {
    weight *= youngFactors[small] ?? 1;
  }
  return weight;
}

const fitFactors: Readonly<Record<string, number>> = {
  salads: 18,
  yoghurt: 5,
  "sports and protein drinks": 7,
  water: 2,
  "cup noodles": 0.3,
  beer: 0.2,
};
const femaleFactors: Readonly<Record<string, number>> = {
  desserts: 1.7,
  salads: 1.6,
  yoghurt: 1.5,
  beer: 0.7,
  "soju and makgeolli": 0.6,
  "tissues and hygiene": 1.8,
  "stockings and socks": 2,
};
const youngFactors: Readonly<Record<string, number>> = {
  "rice balls": 1.6,
  "cup noodles": 1.6,
  chips: 1.4,
  "gum and jelly": 1.5,
  "ice cream": 1.3,
};

/** How often an article is chosen within its category on a day, whatever is left of it. */
export function liking(
  { popularity, launched_on: launched, category, product_name: name }: Article,
  date: string,
): number {
  if (launched > date) {
    return 0;
  }
  if (category.small === "cup noodles") {
    if (name === noodles.product) {
      return date < noodles.promotion.from ? 0.42 : 0.42 * noodles.stays;
    }
    return popularity * (date < noodles.others.from ? 1 : noodles.others.factor);
  }
  return popularity;
}

/** How many lines a receipt has. */
export function basketSize(random: () => number): number {
  const draw = random();
  return draw < 0.53 ? 1 : draw < 0.81 ? 2 : draw < 0.93 ? 3 : draw < 0.98 ? 4 : 5;
}

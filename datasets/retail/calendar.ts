/** A day as the simulation sees it; the shop's data say nothing of the weather. */
export interface Day {
  /** Such as `2015-01-01`. */
  readonly date: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly isHoliday: boolean;
  /** The hour from which on it rains; undefined on a dry day. */
  readonly rainFrom: number | undefined;
  /** At noon, in degrees Celsius. */
  readonly temperature: number;
}

const dayMs = 86_400_000;
/** How likely rain is on a day, by month. */
const rainByMonth = [0.16, 0.18, 0.22, 0.27, 0.27, 0.3, 0.5, 0.42, 0.28, 0.2, 0.25, 0.2];

/** Public holidays in South Korea on which offices are closed. */
const holidays = new Set(
  Object.entries({
    2015: "01-01 02-18 02-19 02-20 05-05 05-25 08-14 09-28 09-29 10-09 12-25",
    2016: "01-01 02-08 02-09 02-10 03-01 04-13 05-05 05-06 06-06 08-15 09-14 09-15 09-16 10-03",
    2017: "01-27 01-30 03-01 05-01 05-03 05-05 05-09 06-06 08-15",
  }).flatMap(([year, days]) => days.split(" ").map((day) => `${year}-${day}`)),
);

/**
 * The days of a shop with their weather: the season of Seoul, and a temperature that keeps some of the day before.
 *
 * @param first Such as `2015-01-01`.
 */
export function calendar(first: string, count: number, random: () => number): Day[] {
  let odd = 0;
  return Array.from({ length: count }, (_, index) => {
    const time = Date.parse(first) + index * dayMs;
    const date = dayText(time);
    const ofYear = (time - Date.UTC(Number(date.slice(0, 4)), 0, 1)) / dayMs;
    odd = 0.7 * odd + 5 * (random() + random() - 1);
    const isRainy = random() < (rainByMonth[Number(date.slice(5, 7)) - 1] ?? 0);
    const hour = 4 + Math.floor(8 * random());
    return {
      date,
      weekday: new Date(time).getUTCDay(),
      isHoliday: holidays.has(date),
      rainFrom: isRainy ? hour : undefined,
      temperature: 13.5 - 14.5 * Math.cos((2 * Math.PI * (ofYear - 18)) / 365) + odd - (isRainy ? 1.5 : 0),
    };
  });
}

/** Sunday to Saturday: offices stand around the shop. */
const byWeekday = [0.72, 1.06, 1.02, 1.03, 1.05, 1.14, 0.86];

/** How many customers a day has against others: the week, holidays, rain, warmth, and a little more every year. */
export function footfall(day: Day, index: number): number {
  const week = day.isHoliday ? 0.68 : (byWeekday[day.weekday] ?? 1);
  const warmth = 1 + 0.006 * (day.temperature - 13);
  return week * warmth * (day.rainFrom !== undefined ? 0.9 : 1) * (1 + (0.05 * index) / 365);
}

/**
 * Deals a number out by weights, as whole numbers whose sum is exactly that number.
 *
 * @returns One for each weight.
 */
export function dealOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const dealt = exact.map(Math.floor);
  const left = total - dealt.reduce((a, b) => a + b, 0);
  const byRest = [...exact.keys()].sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b);
  for (const index of byRest.slice(0, left)) {
    dealt[index] = (dealt[index] ?? 0) + 1;
  }
  return dealt;
}

/** A moment's date, such as `2015-01-01`. */
export function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

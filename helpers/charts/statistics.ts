/** The 97.5 % point of the normal distribution: 95 % lie within ± this. */
const z = 1.959963984540054;

/** A ratio with its 95 % interval; all from 0 to 1. */
export interface Interval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The Wilson 95 % interval of a ratio. Unlike ratio ± 2 standard errors it stays inside 0–1 and is right for few parts.
 *
 * @throws RangeError Where there is no part, or more NG parts than parts.
 * @see https://doi.org/10.1080/01621459.1927.10502953
 */
export function wilson(ng: number, parts: number): Interval {
  checkCounts(ng, parts);
  const ratio = ng / parts;
  const centre = ratio + z ** 2 / (2 * parts);
  const half = z * Math.sqrt((ratio * (1 - ratio)) / parts + z ** 2 / (4 * parts ** 2));
  const scale = 1 + z ** 2 / parts;
  return { ratio, low: ng === 0 ? 0 : (centre - half) / scale, high: ng === parts ? 1 : (centre + half) / scale };
}

/** The control limits of a p-chart for a day with a number of parts: three standard errors, kept inside 0–1. */
export function pLimits(centre: number, parts: number): { readonly lower: number; readonly upper: number } {
  checkCounts(0, parts);
  const half = 3 * Math.sqrt((centre * (1 - centre)) / parts);
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

function checkCounts(ng: number, parts: number): void {
  if (!(parts > 0 && ng >= 0 && ng <= parts)) {
    throw new RangeError(`There are ${ng} NG of ${parts} parts: a ratio needs 0 ≤ NG ≤ parts and at least one part.`);
  }
}

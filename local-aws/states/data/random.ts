/** A number from 0 to below 1 that depends on a seed alone. */
export function seededRandom(seed: number): number {
  let mixed = (seed | 0) + 0x6d2b79f5;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** One line of the benchmark: what was measured, and what it may be at most. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  /** `×` for a ratio, else `s`, `ms` or `MB`. */
  readonly unit: string;
  /** How it came about, such as both sides of a ratio. */
  readonly detail: string;
}

/** Runs two things in turn, some rounds to warm up first. @returns The medians of what each one measured. */
export async function medianPair(
  { warmUps, pairs }: { readonly warmUps: number; readonly pairs: number },
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<readonly [number, number]> {
  const times: [number, number][] = [];
  for (let round = 0; round < warmUps + pairs; round += 1) {
    times.push([await one(), await other()]);
  }
  const counted = times.slice(warmUps);
  return [median(counted.map(([time]) => time)), median(counted.map(([, time]) => time))];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

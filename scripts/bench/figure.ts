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

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

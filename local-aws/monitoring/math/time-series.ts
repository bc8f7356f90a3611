/** Values over time. */
export interface TimeSeries {
  readonly label: string;
  /** In seconds. */
  readonly period: number;
  /** By time in milliseconds since 1970, in ascending order. */
  readonly points: ReadonlyMap<number, number>;
  /** The query's id, of a metric of the request itself. */
  readonly metricId?: string;
}

/** What a part of an expression comes to. */
export type Value = number | TimeSeries | readonly TimeSeries[];

export const isArray = (value: Value): value is readonly TimeSeries[] => Array.isArray(value);

/** The same series with other points, in the order of time; those that are no finite numbers are dropped. */
export function withPoints(series: TimeSeries, points: Iterable<readonly [time: number, value: number]>): TimeSeries {
  const finite = [...points].filter(([, value]) => Number.isFinite(value)).sort(([a], [b]) => a - b);
  return { label: series.label, period: series.period, points: new Map(finite) };
}

/** All times at which one of the series has a value, in order. */
export function timesOf(series: readonly TimeSeries[]): number[] {
  return [...new Set(series.flatMap(({ points }) => [...points.keys()]))].sort((a, b) => a - b);
}

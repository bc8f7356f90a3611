import { Distribution } from "./distribution";
import type { Metric } from "./metric";
import { dayMs } from "./metric-index";
import { type Measured, type MetricStore, minuteMs } from "./metric-store";

/** A span of time in equal periods. All in milliseconds; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly period: number;
}

/**
 * The span of a request. AWS rounds the start down, and the coarser the older it is.
 *
 * @param period In seconds.
 * @param now In milliseconds since 1970.
 */
export function spanOf(start: Date, end: Date, period: number, now: number): Span {
  const age = now - start.getTime();
  const coarse = age < 15 * dayMs ? minuteMs : age < 63 * dayMs ? 5 * minuteMs : 60 * minuteMs;
  const step = period < 60 ? period * 1000 : coarse;
  return { start: Math.floor(start.getTime() / step) * step, end: end.getTime(), period: period * 1000 };
}

/** Whether AWS has periods of so many seconds. */
export const isPeriod = (seconds: number): boolean =>
  [1, 5, 10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);

/**
 * What was measured of a metric in each period of a span that has something, by the begin of the period.
 *
 * @param unit Only values of this one.
 */
export function pointsOf(
  store: MetricStore,
  metric: Metric,
  span: Span,
  unit: string | undefined,
): Map<number, Distribution> {
  const measured = store.read(metric, span.start, span.end);
  return inPeriods(unit === undefined ? measured : measured.filter((each) => each.unit === unit), span);
}

/** Puts what was measured together by periods. */
export function inPeriods(measured: readonly Measured[], { start, period }: Span): Map<number, Distribution> {
  const points = new Map<number, Distribution>();
  for (const { time, values } of measured) {
    const begin = start + Math.floor((time - start) / period) * period;
    const point = points.get(begin) ?? new Distribution();
    points.set(begin, point);
    point.addAll(values);
  }
  return new Map([...points].sort(([a], [b]) => a - b));
}

import type { Counted, Distribution } from "./distribution";

/** A number about a distribution; undefined where it cannot be told. */
export type Statistic = (values: Distribution) => number | undefined;

const simple: Readonly<Record<string, Statistic>> = {
  SampleCount: ({ count }) => count,
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

const shortForm = /^(p|tm|wm|tc|ts)(\d{1,2}(?:\.\d{1,10})?|100)$/;
const longForm = /^(PR|TM|WM|TC|TS)\((-?\d+(?:\.\d+)?)?(%?):(-?\d+(?:\.\d+)?)?(%?)\)$/;

/**
 * A statistic by its name: `Average`, `p99.9`, `tm90`, `TM(10%:90%)`, `PR(:300)`, `IQM` and the like. Percentiles are
 * values that were put: the lowest one that as large a part of all does not exceed.
 *
 * @returns Undefined where there is none of that name.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function statisticOf(name: string): Statistic | undefined {
  if (Object.hasOwn(simple, name)) {
    return simple[name];
  }
  const short = shortForm.exec(name);
  if (short !== null) {
    const [, kind = "", percent = ""] = short;
    return kind === "p"
      ? ofValues((values, count) => percentile(values, count, Number(percent)))
      : trimmed(kind.toUpperCase(), { low: 0, high: Number(percent), percent: true });
  }
  if (name === "IQM") {
    return trimmed("TM", { low: 25, high: 75, percent: true });
  }
  const long = longForm.exec(name);
  if (long === null) {
    return undefined;
  }
  const [, kind = "", low, lowSign, high, highSign] = long;
  const isShare = lowSign === "%" || highSign === "%";
  const mixed =
    (low !== undefined && (lowSign === "%") !== isShare) || (high !== undefined && (highSign === "%") !== isShare);
  if (mixed || (low === undefined && high === undefined) || (kind === "PR" && isShare)) {
    return undefined;
  }
  return trimmed(kind, {
    low: Number(low ?? (isShare ? 0 : Number.NEGATIVE_INFINITY)),
    high: Number(high ?? (isShare ? 100 : Number.POSITIVE_INFINITY)),
    percent: isShare,
  });
}

/** The percentile of a name such as `p99`, as a number from 0 to 100; undefined of all other names. */
export function percentileOf(name: string): number | undefined {
  const short = shortForm.exec(name);
  return short?.[1] === "p" ? Number(short[2]) : undefined;
}

function ofValues(work: (values: readonly Counted[], count: number) => number | undefined): Statistic {
  return (distribution) => {
    const values = distribution.ordered();
    return values === undefined || values.length === 0 ? undefined : work(values, distribution.count);
  };
}

function percentile(values: readonly Counted[], count: number, percent: number): number {
  let below = 0;
  for (const [value, times] of values) {
    below += times;
    if (below * 100 >= percent * count) {
      return value;
    }
  }
  return values.at(-1)?.[0] as number;
}

interface Bounds {
  readonly low: number;
  readonly high: number;
  /** Whether they are shares of the values in percent; else they are values, the low one exclusive. */
  readonly percent: boolean;
}

function trimmed(kind: string, bounds: Bounds): Statistic {
  return ofValues((values, count) => {
    const kept = bounds.percent ? byRank(values, count, bounds) : values.filter(([value]) => inside(value, bounds));
    const times = kept.reduce((sum, [, each]) => sum + each, 0);
    const sum = kept.reduce((total, [value, each]) => total + value * each, 0);
    switch (kind) {
      case "TC":
        return times;
      case "TS":
        return sum;
      case "PR":
        return (100 * times) / count;
      case "WM":
        return winsorizedMean(values, count, kept, bounds);
      default:
        return times === 0 ? undefined : sum / times;
    }
  });
}

const inside = (value: number, { low, high }: Bounds): boolean => value > low && value <= high;

/** What is left where the lowest and the highest are taken away, each value as often as it stays. */
function byRank(values: readonly Counted[], count: number, { low, high }: Bounds): Counted[] {
  const first = Math.floor((count * low) / 100);
  const last = Math.ceil((count * high) / 100);
  let rank = 0;
  return values.flatMap(([value, times]): Counted[] => {
    const kept = Math.min(rank + times, last) - Math.max(rank, first);
    rank += times;
    return kept > 0 ? [[value, kept]] : [];
  });
}

/** The mean where what lies outside counts as the value at the bound. */
function winsorizedMean(
  values: readonly Counted[],
  count: number,
  kept: readonly Counted[],
  bounds: Bounds,
): number | undefined {
  const [low, high] = bounds.percent ? [kept[0]?.[0], kept.at(-1)?.[0]] : [bounds.low, bounds.high];
  if (low === undefined || high === undefined) {
    return undefined;
  }
  return values.reduce((sum, [value, times]) => sum + Math.min(Math.max(value, low), high) * times, 0) / count;
}

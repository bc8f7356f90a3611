import { type Expression, ExpressionError } from "./expression";
import { combine, mapped } from "./operators";
import { isArray, type TimeSeries, timesOf, type Value, withPoints } from "./time-series";

/** What a function of an expression has to work with. */
export interface MathContext {
  /** The begins of the periods of the request, in milliseconds since 1970. @param period In seconds. */
  readonly grid: (period: number) => number[];
  /** The period of what has none of its own, in seconds. */
  readonly period: number;
  readonly evaluate: (expression: Expression) => Value;
  /** The metrics of the request whose ids have a text in them. */
  readonly metrics: (idPart: string) => readonly TimeSeries[];
  /** The metrics that a search finds. */
  readonly search: (query: string, statistic: string, period: number) => readonly TimeSeries[];
}

type MathFunction = (args: readonly Expression[], context: MathContext) => Value;

const mean = (values: readonly number[]): number => sum(values) / values.length;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const largest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
const smallest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

const orders: Readonly<Record<string, (values: readonly number[]) => number>> = {
  AVG: mean,
  SUM: sum,
  MIN: smallest,
  MAX: largest,
};

export const functions: Readonly<Record<string, MathFunction>> = {
  ABS: ofEach((series) => mapped(series, Math.abs)),
  CEIL: ofEach((series) => mapped(series, Math.ceil)),
  FLOOR: ofEach((series) => mapped(series, Math.floor)),
  LOG: ofEach((series) => mapped(series, Math.log)),
  LOG10: ofEach((series) => mapped(series, Math.log10)),
  DIFF: ofEach((series) => ofPairs(series, (value, before) => value - before)),
  DIFF_TIME: ofEach((series) => ofPairs(series, (_value, _before, seconds) => seconds)),
  RATE: ofEach((series) => ofPairs(series, (value, before, seconds) => (value - before) / seconds)),
  RUNNING_SUM: ofEach((series) => {
    let total = 0;
    return mapped(series, (value) => {
      total += value;
      return total;
    });
  }),
  AVG: ofAll(mean, { missing: 0 }),
  SUM: ofAll(sum),
  MIN: ofAll(smallest),
  MAX: ofAll(largest),
  STDDEV: ofAll(deviation),
  DATAPOINT_COUNT: ofAll((values) => values.length, { empty: 0 }),
  METRIC_COUNT: (args, context) => arrayOf(only(args, context)).length,
  METRICS: ([part, ...more], { metrics }) => {
    if (more.length > 0 || (part !== undefined && part.kind !== "text")) {
      throw new ExpressionError("METRICS takes nothing or a text in quotes");
    }
    return metrics(part?.value ?? "");
  },
  FIRST: (args, context) => oneOf(arrayOf(only(args, context))[0]),
  LAST: (args, context) => oneOf(arrayOf(only(args, context)).at(-1)),
  PERIOD: (args, context) => seriesOf(only(args, context)).period,
  TIME_SERIES: (args, context) => {
    const value = numberOf(only(args, context));
    const points = context.grid(context.period).map((time) => [time, value] as const);
    return withPoints({ label: "", period: context.period, points: new Map() }, points);
  },
  MINUTE: ofTime((time) => time.getUTCMinutes()),
  HOUR: ofTime((time) => time.getUTCHours()),
  // Monday is 1
  DAY: ofTime((time) => time.getUTCDay() || 7),
  DATE: ofTime((time) => time.getUTCDate()),
  MONTH: ofTime((time) => time.getUTCMonth() + 1),
  YEAR: ofTime((time) => time.getUTCFullYear()),
  EPOCH: ofTime((time) => time.getTime() / 1000),
  REMOVE_EMPTY: (args, context) => arrayOf(only(args, context)).filter(({ points }) => points.size > 0),
  SLICE: (args, context) => {
    const [of, start, end] = args.map(context.evaluate);
    if (of === undefined || start === undefined || args.length > 3) {
      throw new ExpressionError("SLICE takes an array, a start and an end");
    }
    return arrayOf(of).slice(numberOf(start), end === undefined ? undefined : numberOf(end));
  },
  SORT: sorted,
  FILL: filled,
  IF: chosen,
  SEARCH: (args, context) => {
    const [query, statistic, period] = args;
    if (query?.kind !== "text" || statistic?.kind !== "text" || args.length > 3) {
      throw new ExpressionError("SEARCH takes a query and a statistic in quotes, and a period");
    }
    const seconds = period === undefined ? context.period : numberOf(context.evaluate(period));
    return context.search(query.value, statistic.value, seconds);
  },
};

function sorted(args: readonly Expression[], context: MathContext): Value {
  const [of, by, order, limit, ...more] = args;
  const compare = by?.kind === "name" ? orders[by.name] : undefined;
  const direction = order?.kind === "name" ? { ASC: 1, DESC: -1 }[order.name] : undefined;
  if (of === undefined || compare === undefined || direction === undefined || more.length > 0) {
    throw new ExpressionError("SORT takes an array, AVG, SUM, MIN or MAX, ASC or DESC, and a limit");
  }
  const keyed = arrayOf(context.evaluate(of)).map((series) => ({ series, key: compare([...series.points.values()]) }));
  // what has no values stands at the end
  keyed.sort((a, b) =>
    a.series.points.size === 0 || b.series.points.size === 0
      ? b.series.points.size - a.series.points.size
      : direction * (a.key - b.key),
  );
  const all = keyed.map(({ series }) => series);
  return limit === undefined ? all : all.slice(0, numberOf(context.evaluate(limit)));
}

function filled(args: readonly Expression[], context: MathContext): Value {
  const [of, filler, ...more] = args;
  if (of === undefined || filler === undefined || more.length > 0) {
    throw new ExpressionError("FILL takes time series and a filler");
  }
  const way = filler.kind === "name" && ["REPEAT", "LINEAR"].includes(filler.name) ? filler.name : undefined;
  const value = way === undefined ? context.evaluate(filler) : 0;
  if (isArray(value)) {
    throw new ExpressionError("FILL takes a number, one time series, REPEAT or LINEAR as its filler");
  }
  return eachOf(context.evaluate(of), (series) => {
    const times = [...new Set([...context.grid(series.period), ...series.points.keys()])].sort((a, b) => a - b);
    const known = [...series.points];
    const missing = times.flatMap((time): [number, number][] => {
      if (series.points.has(time)) {
        return [];
      }
      const found =
        way === undefined
          ? typeof value === "number"
            ? value
            : value.points.get(time)
          : between(known, time, way === "REPEAT");
      return found === undefined ? [] : [[time, found]];
    });
    return withPoints(series, [...known, ...missing]);
  });
}

/** The value for a time between two others; undefined outside of all. A repeated one goes on after the last. */
function between(known: readonly (readonly [number, number])[], time: number, repeat: boolean): number | undefined {
  const after = known.findIndex(([other]) => other > time);
  const before = after === -1 ? known.at(-1) : known[after - 1];
  if (repeat || before === undefined || after === -1) {
    return repeat ? before?.[1] : undefined;
  }
  const [nextTime, next] = known[after] as readonly [number, number];
  const share = (time - before[0]) / (nextTime - before[0]);
  return before[1] + share * (next - before[1]);
}

function chosen(args: readonly Expression[], context: MathContext): Value {
  const [condition, yes, no] = args.map(context.evaluate);
  if (
    condition === undefined ||
    yes === undefined ||
    args.length > 3 ||
    [condition, yes, no].some((each) => Array.isArray(each))
  ) {
    throw new ExpressionError("IF takes a condition and one or two values, numbers or single time series");
  }
  if (typeof condition === "number") {
    const empty: TimeSeries = { label: "", period: context.period, points: new Map() };
    return condition === 0 ? (no ?? empty) : yes;
  }
  const { points } = condition as TimeSeries;
  return withPoints(
    condition as TimeSeries,
    [...points].flatMap(([time, truth]): [number, number][] => {
      const value = truth === 0 ? at(no, time) : (at(yes, time) ?? 0);
      return value === undefined ? [] : [[time, value]];
    }),
  );
}

const at = (value: Value | undefined, time: number): number | undefined =>
  typeof value === "number" ? value : (value as TimeSeries | undefined)?.points.get(time);

function ofEach(work: (series: TimeSeries) => TimeSeries): MathFunction {
  return (args, context) => eachOf(only(args, context), work);
}

function eachOf(value: Value, work: (series: TimeSeries) => TimeSeries): Value {
  return isArray(value) ? value.map((series) => ({ ...work(series), label: series.label })) : work(seriesOf(value));
}

interface Gaps {
  /** What a series without a value at a time counts as; where it is not given, it does not count. */
  readonly missing?: number;
  /** What comes of a series without values. */
  readonly empty?: number;
}

/** Of one series a number, of an array of them one series. */
function ofAll(work: (values: readonly number[]) => number, { missing, empty }: Gaps = {}): MathFunction {
  return (args, context) => {
    const value = only(args, context);
    if (!isArray(value)) {
      const values = [...seriesOf(value).points.values()];
      return values.length === 0 ? (empty ?? Number.NaN) : work(values);
    }
    const points = timesOf(value).map((time) => {
      const values = value.map((series) => series.points.get(time) ?? missing);
      return [time, work(values.filter((each): each is number => each !== undefined))] as const;
    });
    return withPoints({ label: "", period: smallest(value.map(({ period }) => period)), points: new Map() }, points);
  };
}

function ofTime(read: (time: Date) => number): MathFunction {
  return (args, context) => {
    const series = seriesOf(only(args, context));
    return withPoints(
      series,
      context.grid(series.period).map((time) => [time, read(new Date(time))] as const),
    );
  };
}

function ofPairs(series: TimeSeries, work: (value: number, before: number, seconds: number) => number): TimeSeries {
  const points = [...series.points];
  return withPoints(
    series,
    points.slice(1).map(([time, value], i) => {
      const [earlier, before] = points[i] as [number, number];
      return [time, work(value, before, (time - earlier) / 1000)] as const;
    }),
  );
}

function only(args: readonly Expression[], context: MathContext): Value {
  const [first, second] = args;
  if (first === undefined || second !== undefined) {
    throw new ExpressionError("a function takes one value here");
  }
  return context.evaluate(first);
}

function numberOf(value: Value): number {
  if (typeof value !== "number") {
    throw new ExpressionError("a number is needed where time series stand");
  }
  return value;
}

function seriesOf(value: Value): TimeSeries {
  if (typeof value === "number" || isArray(value)) {
    throw new ExpressionError("one time series is needed");
  }
  return value;
}

function arrayOf(value: Value): readonly TimeSeries[] {
  if (!isArray(value)) {
    throw new ExpressionError("an array of time series is needed");
  }
  return value;
}

function oneOf(series: TimeSeries | undefined): TimeSeries {
  if (series === undefined) {
    throw new ExpressionError("an array without time series has no first and no last one");
  }
  return series;
}

/** @throws ExpressionError */
export function evaluate(expression: Expression, context: MathContext, byId: (id: string) => Value): Value {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "name":
      return byId(expression.name);
    case "minus":
      return combine("*", -1, context.evaluate(expression.of));
    case "binary":
      return combine(expression.operator, context.evaluate(expression.left), context.evaluate(expression.right));
    case "list":
      return expression.items.map(context.evaluate).flatMap((item) => (isArray(item) ? item : [seriesOf(item)]));
    case "call": {
      const work = Object.hasOwn(functions, expression.name) ? functions[expression.name] : undefined;
      if (work === undefined) {
        throw new ExpressionError(`the embedded AWS does not support the function ${expression.name}`);
      }
      return work(expression.args, context);
    }
    case "text":
      throw new ExpressionError("a text stands where a value is needed");
  }
}

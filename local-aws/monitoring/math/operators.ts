import { ExpressionError } from "./expression";
import { isArray, type TimeSeries, timesOf, type Value, withPoints } from "./time-series";

type Binary = (left: number, right: number) => number;

const binary: Readonly<Record<string, Binary>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<=": (a, b) => Number(a <= b),
  ">=": (a, b) => Number(a >= b),
  "<": (a, b) => Number(a < b),
  ">": (a, b) => Number(a > b),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  "&&": (a, b) => Number(a !== 0 && b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
  "||": (a, b) => Number(a !== 0 || b !== 0),
};

/** An operator between two values; between two series, a value that one of them lacks is 0. @throws ExpressionError */
export function combine(operator: string, left: Value, right: Value): Value {
  const work = binary[operator] as Binary;
  if (isArray(left) && isArray(right)) {
    if (left.length !== right.length) {
      throw new ExpressionError(`arrays of ${left.length} and ${right.length} time series do not go together`);
    }
    return left.map((each, i) => combineOne(work, each, right[i] as TimeSeries) as TimeSeries);
  }
  if (isArray(left)) {
    return left.map((each) => combineOne(work, each, right as number | TimeSeries) as TimeSeries);
  }
  if (isArray(right)) {
    return right.map((each) => ({ ...(combineOne(work, left, each) as TimeSeries), label: each.label }));
  }
  return combineOne(work, left, right);
}

function combineOne(work: Binary, left: number | TimeSeries, right: number | TimeSeries): number | TimeSeries {
  if (typeof left === "number") {
    return typeof right === "number" ? work(left, right) : mapped(right, (value) => work(left, value));
  }
  if (typeof right === "number") {
    return mapped(left, (value) => work(value, right));
  }
  const times = timesOf([left, right]);
  const points = times.map((time) => [time, work(left.points.get(time) ?? 0, right.points.get(time) ?? 0)] as const);
  return withPoints({ ...left, period: Math.min(left.period, right.period) }, points);
}

/** Each value of a series changed by itself. */
export function mapped(series: TimeSeries, change: (value: number) => number): TimeSeries {
  return withPoints(
    series,
    [...series.points].map(([time, value]) => [time, change(value)] as const),
  );
}

import type { JudgedPart } from "./judged-parts";

export type Dimension = "overall" | "line" | "inspection_date" | "steel_type" | "fault_type" | "line_inspection_date";

export interface NgRatio {
  readonly dimension: Dimension;
  readonly value1: string;
  readonly value2: string | null;
  readonly parts: number;
  readonly ng: number;
  readonly ngRatio: number;
  readonly wilsonLow: number;
  readonly wilsonHigh: number;
}

export interface ChartPoint {
  readonly line: string;
  readonly inspectionDate: string;
  readonly n: number;
  readonly ng: number;
  readonly p: number;
  readonly centerLine: number;
  readonly ucl: number;
  readonly lcl: number;
  readonly outOfControl: boolean;
}

export interface ParetoRow {
  readonly rank: number;
  readonly faultType: string;
  readonly ng: number;
  readonly share: number;
  readonly cumulativeShare: number;
}

/** The NG ratio with its Wilson 95 % interval for every value of every dimension. */
export function ngRatios(judged: readonly JudgedPart[]): NgRatio[] {
  const keys: Record<Dimension, (part: JudgedPart) => [string, string | null]> = {
    overall: () => ["all", null],
    line: (part) => [part.line, null],
    inspection_date: (part) => [part.inspectionDate, null],
    steel_type: (part) => [part.steelType, null],
    fault_type: (part) => [part.faultType, null],
    line_inspection_date: (part) => [part.line, part.inspectionDate],
  };
  return Object.entries(keys).flatMap(([dimension, key]) =>
    [...groupBy(judged, (part) => JSON.stringify(key(part)))].map(([values, parts]) => {
      const [value1, value2] = JSON.parse(values) as [string, string | null];
      const ng = countNg(parts);
      const [wilsonLow, wilsonHigh] = wilsonInterval(ng, parts.length);
      return {
        dimension: dimension as Dimension,
        value1,
        value2,
        parts: parts.length,
        ng,
        ngRatio: ng / parts.length,
        wilsonLow,
        wilsonHigh,
      };
    }),
  );
}

/**
 * Wilson's 95 % interval of a ratio: the two solutions p of |ng/n − p| = z √(p (1 − p) / n).
 *
 * @param ng Parts that are NG.
 * @param n All parts, at least 1.
 * @returns Low and high end, 0–1.
 * @see https://doi.org/10.1080/01621459.1927.10502953
 */
export function wilsonInterval(ng: number, n: number): [number, number] {
  // (n + z²) p² − (2 ng + z²) p + ng²/n = 0
  const z2 = 1.959963984540054 ** 2;
  const a = n + z2;
  const b = -(2 * ng + z2);
  const c = (ng * ng) / n;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return [Math.max(0, (-b - root) / (2 * a)), Math.min(1, (-b + root) / (2 * a))];
}

/** The p-chart: a point per line and date, against limits three standard deviations from the overall ratio. */
export function pChart(judged: readonly JudgedPart[]): ChartPoint[] {
  const centerLine = countNg(judged) / judged.length;
  return [...groupBy(judged, (part) => `${part.line} ${part.inspectionDate}`)].map(([key, parts]) => {
    const [line = "", inspectionDate = ""] = key.split(" ");
    const n = parts.length;
    const ng = countNg(parts);
    const sigma = Math.sqrt((centerLine * (1 - centerLine)) / n);
    const ucl = Math.min(1, centerLine + 3 * sigma);
    const lcl = Math.max(0, centerLine - 3 * sigma);
    const p = ng / n;
    return { line, inspectionDate, n, ng, p, centerLine, ucl, lcl, outOfControl: p > ucl || p < lcl };
  });
}

/** The fault types by their NG parts, most first, with the share of all NG parts up to each. */
export function pareto(judged: readonly JudgedPart[]): ParetoRow[] {
  const all = Math.max(1, countNg(judged));
  const counts = [...groupBy(judged, (part) => part.faultType)]
    .map(([faultType, parts]) => ({ faultType, ng: countNg(parts) }))
    .sort((a, b) => b.ng - a.ng || (a.faultType < b.faultType ? -1 : 1));
  let cumulative = 0;
  return counts.map(({ faultType, ng }, index) => {
    cumulative += ng;
    return { rank: index + 1, faultType, ng, share: ng / all, cumulativeShare: cumulative / all };
  });
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) {
      groups.set(key(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

function countNg(parts: readonly JudgedPart[]): number {
  return parts.filter((part) => part.judgement === "NG").length;
}

import { type ChartSpec, chart, palette } from "../../helpers/charts/spec";

export interface Measured {
  readonly count: number;
  readonly seconds: number;
}

/** Seconds of a query against how much it had to read, both axes logarithmic. */
export function timeChart(what: string, points: readonly Measured[]): ChartSpec {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) {
    throw new RangeError("A chart needs points.");
  }
  const times = (last.count / first.count).toLocaleString("en");
  const finding = `${times} times the ${what} take ${(last.seconds / first.seconds).toFixed(1)} times as long: ${last.seconds.toFixed(2)} s.`;
  const axis = (field: string, title: string) => ({ field, type: "quantitative", scale: { type: "log" }, title });
  return chart(finding, "Points: median of three runs of one GROUP BY, start to rows, through the SDK.", {
    data: { values: points },
    mark: { type: "line", point: true, color: palette.blue },
    encoding: { x: axis("count", what), y: axis("seconds", "time (s)") },
  });
}

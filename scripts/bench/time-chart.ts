import { type ChartSpec, chart, seriesColours } from "../../helpers/charts/spec";

export interface Measured {
  readonly question: string;
  readonly count: number;
  readonly seconds: number;
}

/** Seconds of queries against how much they had to read, both axes logarithmic. */
export function timeChart(what: string, points: readonly Measured[]): ChartSpec {
  const questions = [...new Set(points.map(({ question }) => question))];
  const slowest = points.reduce((one, other) => (other.seconds > one.seconds ? other : one));
  const counts = points.map(({ count }) => count);
  const finding = `From ${Math.min(...counts).toLocaleString("en")} to ${Math.max(...counts).toLocaleString("en")} ${what}: at most ${slowest.seconds.toFixed(2)} s (${slowest.question}).`;
  const axis = (field: string, title: string) => ({ field, type: "quantitative", scale: { type: "log" }, title });
  return chart(
    finding,
    "Points: median of three runs, of a job over ten million rows one; start to end, through the SDK; queries after two to warm up.",
    {
      data: { values: points },
      mark: { type: "line", point: true },
      encoding: {
        x: axis("count", what),
        y: axis("seconds", "time (s)"),
        color: { field: "question", type: "nominal", title: null, scale: { domain: questions, range: seriesColours } },
      },
    },
  );
}

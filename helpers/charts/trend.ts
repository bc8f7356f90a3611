import { formatPercent } from "../display/format";
import type { Row } from "../display/show-table";
import { label, needRows, numberIn, textIn } from "./cells";
import type { CountColumns } from "./ng-ratio-bar";
import { dayAxis } from "./p-chart";
import { type ChartSpec, chart, seriesColours } from "./spec";

export interface TrendOptions extends CountColumns {
  /** The column that names a line of the chart, such as `line`. */
  readonly by: string;
  /** The column with the date; `inspection_date` if not given. */
  readonly date?: string;
}

interface Point {
  readonly date: string;
  readonly series: string;
  readonly ng: number;
  readonly parts: number;
  readonly ratio: number;
}

/**
 * NG ratio by day, a line each series, told apart by colour and by dashes. The title names the series that changes most
 * from the first half of the days to the second.
 *
 * @throws TypeError, RangeError Where a row has no names or no counts, or there are more series than colours (5).
 */
export function trend(
  rows: readonly Row[],
  { by, date = "inspection_date", ng = "ng", parts = "parts" }: TrendOptions,
): ChartSpec {
  needRows(rows);
  const points = rows
    .map((row): Point => {
      const [bad, all] = [numberIn(row, ng), numberIn(row, parts)];
      return { date: textIn(row, date), series: textIn(row, by), ng: bad, parts: all, ratio: bad / all };
    })
    .filter(({ parts }) => parts > 0)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  needRows(points);
  const series = [...new Set(points.map((point) => point.series))].sort();
  if (series.length > seriesColours.length) {
    throw new RangeError(
      `${series.length} lines in one chart cannot be told apart; take ${seriesColours.length} at most.`,
    );
  }
  const scale = { domain: series };
  return chart(finding(series, points), `Lines: NG ratio by day, one for each ${label(by)}.`, {
    data: { values: points },
    mark: { type: "line", point: true, strokeWidth: 2 },
    encoding: {
      x: { field: "date", type: "temporal", timeUnit: "utcyearmonthdate", title: "inspection date", axis: dayAxis },
      y: { field: "ratio", type: "quantitative", title: "NG ratio (% of parts)", axis: { format: ".0%" } },
      color: {
        field: "series",
        type: "nominal",
        title: label(by),
        scale: { ...scale, range: seriesColours.slice(0, series.length) },
      },
      strokeDash: { field: "series", type: "nominal", title: label(by), scale },
      tooltip: [
        { field: "series", title: label(by) },
        { field: "date", title: "inspection date" },
        { field: "ng", title: "NG parts" },
        { field: "parts", title: "parts" },
        { field: "ratio", title: "NG ratio", format: ".1%" },
      ],
    },
  });
}

function finding(series: readonly string[], points: readonly Point[]): string {
  const days = [...new Set(points.map(({ date }) => date))];
  const half = Math.floor(days.length / 2);
  const [early, late] = [new Set(days.slice(0, half)), new Set(days.slice(-half))];
  const changes = series.flatMap((name) => {
    const mine = points.filter((point) => point.series === name);
    const [before, after] = [ratioOn(mine, early), ratioOn(mine, late)];
    return half === 0 || before === undefined || after === undefined ? [] : [{ name, before, after }];
  });
  if (changes.length === 0) {
    return `NG ratio on ${days.length === 1 ? days[0] : `${days.length} days`}: too few days for a trend.`;
  }
  const most = changes.reduce((a, b) => (Math.abs(b.after - b.before) > Math.abs(a.after - a.before) ? b : a));
  const way = most.after > most.before ? "rises" : most.after < most.before ? "falls" : "stays";
  return `${most.name} ${way === "stays" ? "stays, as all do," : `${way} most`}: from ${formatPercent(most.before)} NG in the first ${half} days to ${formatPercent(most.after)} in the last ${half}.`;
}

function ratioOn(points: readonly Point[], days: ReadonlySet<string>): number | undefined {
  const chosen = points.filter(({ date }) => days.has(date));
  const parts = chosen.reduce((sum, point) => sum + point.parts, 0);
  return parts === 0 ? undefined : chosen.reduce((sum, point) => sum + point.ng, 0) / parts;
}

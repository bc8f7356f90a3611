import { formatCount, formatPercent } from "../display/format";
import type { Row } from "../display/show-table";
import { label, needRows, numberIn, textIn } from "./cells";
import { type ChartSpec, chart, palette } from "./spec";
import { wilson } from "./statistics";

/** Which columns hold the counts. */
export interface CountColumns {
  /** The column with the number of NG parts; `ng` if not given. */
  readonly ng?: string;
  /** The column with the number of parts; `parts` if not given. */
  readonly parts?: string;
}

export interface NgRatioBarOptions extends CountColumns {
  /** The column that names a bar, such as `line`. */
  readonly by: string;
}

/**
 * NG ratio by group, the worst first, each bar with its Wilson 95 % interval. The title says whether the worst group
 * stands apart: whether its interval lies above that of the next one.
 *
 * @throws TypeError, RangeError Where a row has no name, no counts or no parts.
 */
export function ngRatioBar(rows: readonly Row[], { by, ng = "ng", parts = "parts" }: NgRatioBarOptions): ChartSpec {
  needRows(rows);
  const bars = rows
    .map((row) => {
      const [bad, all] = [numberIn(row, ng), numberIn(row, parts)];
      return { group: textIn(row, by), ng: bad, parts: all, ...wilson(bad, all) };
    })
    .sort((a, b) => b.ratio - a.ratio || (a.group < b.group ? -1 : 1));
  const total = bars.reduce((sum, bar) => sum + bar.parts, 0);
  const x = { field: "ratio", type: "quantitative", title: "NG ratio (% of parts)", axis: { format: ".0%" } };
  const y = { field: "group", type: "nominal", sort: null, title: label(by) };
  return chart(
    finding(by, bars),
    `Bars: NG ratio by ${label(by)}, worst first; lines: 95 % Wilson interval. ${formatCount(total)} parts.`,
    {
      data: { values: bars },
      height: { step: 36 },
      encoding: { y },
      layer: [
        {
          mark: { type: "bar", color: palette.sky },
          encoding: { x, tooltip: tooltip(label(by)) },
        },
        // black on the bar, with a grey edge that shows it on a dark page
        ...[
          { color: palette.grey, strokeWidth: 5 },
          { color: "black", strokeWidth: 2 },
        ].map((line) => ({
          mark: { type: "rule", ...line },
          encoding: { x: { field: "low", type: "quantitative" }, x2: { field: "high" } },
        })),
      ],
    },
  );
}

function finding(by: string, bars: readonly { group: string; ratio: number; low: number; high: number }[]): string {
  const [worst, next] = bars;
  if (worst === undefined) {
    return "";
  }
  const said = `${worst.group} has the highest NG ratio by ${label(by)}: ${formatPercent(worst.ratio)} (95 % interval ${formatPercent(worst.low)} to ${formatPercent(worst.high)})`;
  if (next === undefined) {
    return `${worst.group}: NG ratio ${formatPercent(worst.ratio)} (95 % interval ${formatPercent(worst.low)} to ${formatPercent(worst.high)}).`;
  }
  const apart = worst.low > next.high;
  return `${said}; ${apart ? "it stands clear of" : "its interval overlaps"} the next, ${next.group} at ${formatPercent(next.ratio)}.`;
}

function tooltip(by: string): readonly object[] {
  return [
    { field: "group", title: by },
    { field: "ng", title: "NG parts" },
    { field: "parts", title: "parts" },
    { field: "ratio", title: "NG ratio", format: ".1%" },
    { field: "low", title: "95 % from", format: ".1%" },
    { field: "high", title: "95 % to", format: ".1%" },
  ];
}

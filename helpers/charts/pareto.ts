import { formatCount, formatPercent } from "../display/format";
import type { Row } from "../display/show-table";
import { label, needRows, numberIn, textIn } from "./cells";
import { type ChartSpec, chart, palette } from "./spec";

export interface ParetoOptions {
  /** The column that names a bar, such as `fault_type`. */
  readonly by: string;
  /** The column with the count; `ng` if not given. */
  readonly count?: string;
}

const goal = 0.8;

/**
 * A Pareto chart: counts in falling order, and the line of their running share. The title says how few groups make
 * 80 % of the whole.
 *
 * @throws TypeError Where a row has no name or no count, or all counts are 0.
 */
export function pareto(rows: readonly Row[], { by, count = "ng" }: ParetoOptions): ChartSpec {
  needRows(rows);
  const counts = rows
    .map((row) => ({ group: textIn(row, by), count: numberIn(row, count) }))
    .sort((a, b) => b.count - a.count || (a.group < b.group ? -1 : 1));
  const total = counts.reduce((sum, bar) => sum + bar.count, 0);
  if (!(total > 0)) {
    throw new TypeError(`There is nothing to draw: column ${count} adds up to ${total}.`);
  }
  let running = 0;
  const bars = counts.map((bar) => {
    running += bar.count;
    return { ...bar, share: running / total };
  });
  const vital = bars.slice(0, bars.findIndex(({ share }) => share >= goal) + 1);
  const x = { field: "group", type: "nominal", sort: null, title: label(by), axis: { labelAngle: -30 } };
  const tooltip = [
    { field: "group", title: label(by) },
    { field: "count", title: "NG parts" },
    { field: "share", title: "running share", format: ".1%" },
  ];
  return chart(
    `${vital.length} of ${bars.length} ${label(by)}s (${vital.map(({ group }) => group).join(", ")}) ${vital.length === 1 ? "makes" : "make"} ${formatPercent(vital.at(-1)?.share ?? 0)} of the NG parts.`,
    `Bars: NG parts by ${label(by)}; line: running share. ${formatCount(total)} NG parts.`,
    {
      data: { values: bars },
      encoding: { x },
      layer: [
        {
          mark: { type: "bar", color: palette.sky },
          encoding: { y: { field: "count", type: "quantitative", title: "NG parts (count)" }, tooltip },
        },
        {
          mark: { type: "line", color: palette.vermillion, point: { color: palette.vermillion } },
          encoding: {
            y: {
              field: "share",
              type: "quantitative",
              title: "running share (%)",
              axis: { format: ".0%", orient: "right" },
              scale: { domain: [0, 1] },
            },
            tooltip,
          },
        },
      ],
      resolve: { scale: { y: "independent" } },
    },
  );
}

import { formatCount, formatPercent } from "../display/format";
import type { Row } from "../display/show-table";
import { label, needRows, numberIn, textIn } from "./cells";
import type { CountColumns } from "./ng-ratio-bar";
import { type ChartSpec, chart } from "./spec";

export interface HeatmapOptions extends CountColumns {
  /** The column across, such as `inspection_date`. */
  readonly x: string;
  /** The column down, such as `line`. */
  readonly y: string;
}

/**
 * NG ratio as colour, in one hue from light to dark (cividis), with the number in each cell. The title names the worst
 * cell.
 *
 * @throws TypeError, RangeError Where a row has no names, no counts or no parts.
 */
export function heatmap(rows: readonly Row[], { x, y, ng = "ng", parts = "parts" }: HeatmapOptions): ChartSpec {
  needRows(rows);
  const cells = rows.map((row) => {
    const [bad, all] = [numberIn(row, ng), numberIn(row, parts)];
    return { x: textIn(row, x), y: textIn(row, y), ng: bad, parts: all, ratio: all > 0 ? bad / all : null };
  });
  const counted = cells.filter((cell): cell is typeof cell & { ratio: number } => cell.ratio !== null);
  needRows(counted);
  const worst = counted.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  const best = counted.reduce((a, b) => (b.ratio < a.ratio ? b : a));
  const middle = (worst.ratio + best.ratio) / 2;
  return chart(
    `The worst is ${worst.y} at ${worst.x}: ${formatPercent(worst.ratio)} NG (${worst.ng} of ${worst.parts}).`,
    `Cells: NG ratio in % by ${label(y)} and ${label(x)}; darker is worse. ${formatCount(cells.reduce((sum, cell) => sum + cell.parts, 0))} parts.`,
    {
      data: { values: cells },
      width: { step: 40 },
      height: { step: 34 },
      encoding: {
        x: { field: "x", type: "ordinal", title: label(x), axis: { labelAngle: -45 } },
        y: { field: "y", type: "ordinal", title: label(y) },
      },
      layer: [
        {
          mark: "rect",
          encoding: {
            color: {
              field: "ratio",
              type: "quantitative",
              title: "NG ratio (%)",
              scale: { scheme: "cividis", reverse: true },
              legend: { format: ".0%" },
            },
            tooltip: [
              { field: "y", title: label(y) },
              { field: "x", title: label(x) },
              { field: "ng", title: "NG parts" },
              { field: "parts", title: "parts" },
              { field: "ratio", title: "NG ratio", format: ".1%" },
            ],
          },
        },
        {
          transform: [{ filter: "datum.ratio !== null" }],
          mark: { type: "text", fontSize: 11 },
          encoding: {
            text: { field: "percent", type: "quantitative", format: ".0f" },
            color: { condition: { test: `datum.ratio > ${middle}`, value: "white" }, value: "black" },
          },
        },
      ],
      transform: [{ calculate: "datum.ratio * 100", as: "percent" }],
    },
  );
}

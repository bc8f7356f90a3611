import { formatPercent } from "../display/format";
import type { Row } from "../display/show-table";
import { needRows, numberIn, textIn } from "./cells";
import type { CountColumns } from "./ng-ratio-bar";
import { type ChartSpec, chart, palette } from "./spec";
import { pLimits } from "./statistics";

export interface PChartOptions extends CountColumns {
  /** What is watched, such as `Line L3`; stands in the title. */
  readonly what: string;
  /** The column with the date; `inspection_date` if not given. */
  readonly date?: string;
  /** The centre line, from 0 to 1: the ratio of the rows together if not given. */
  readonly centre?: number;
}

interface Day {
  readonly date: string;
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
  readonly outside: "above the limits" | "below the limits" | "inside the limits";
}

/**
 * A p-chart: the NG ratio by day with the centre line and limits three standard errors away, which are wider on days
 * with few parts. The title says which days lie outside.
 *
 * @throws TypeError, RangeError Where a row has no date, no counts or no parts.
 * @see https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc332.htm
 */
export function pChart(
  rows: readonly Row[],
  { what, date = "inspection_date", ng = "ng", parts = "parts", centre: given }: PChartOptions,
): ChartSpec {
  needRows(rows);
  const sum = (column: string) => rows.reduce((total, row) => total + numberIn(row, column), 0);
  const centre = given ?? sum(ng) / sum(parts);
  const days = rows
    .map((row) => day(textIn(row, date), numberIn(row, ng), numberIn(row, parts), centre))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const x = { field: "date", type: "temporal", timeUnit: "utcyearmonthdate", title: "inspection date", axis: dayAxis };
  const y = (field: string) => ({
    field,
    type: "quantitative",
    title: "NG ratio (% of parts)",
    axis: { format: ".0%" },
  });
  const limit = (field: string) => ({
    mark: { type: "line", interpolate: "step", strokeDash: [5, 4], color: palette.grey },
    encoding: { x, y: y(field) },
  });
  return chart(
    finding(what, days),
    `Points: NG ratio by day. Solid line: centre ${formatPercent(centre)}; dashed: limits at 3 standard errors.`,
    {
      data: { values: days },
      layer: [
        limit("lower"),
        limit("upper"),
        {
          mark: { type: "rule", color: palette.grey },
          encoding: { y: { datum: centre, type: "quantitative" } },
        },
        { mark: { type: "line", color: palette.blue }, encoding: { x, y: y("ratio") } },
        {
          mark: { type: "point", filled: true, opacity: 1 },
          encoding: {
            x,
            y: y("ratio"),
            color: {
              field: "outside",
              type: "nominal",
              title: "the day lies",
              scale: {
                domain: ["inside the limits", "above the limits", "below the limits"],
                range: [palette.blue, palette.vermillion, palette.purple],
              },
            },
            shape: {
              field: "outside",
              type: "nominal",
              title: "the day lies",
              scale: {
                domain: ["inside the limits", "above the limits", "below the limits"],
                range: ["circle", "triangle-up", "triangle-down"],
              },
            },
            size: { condition: { test: "datum.outside !== 'inside the limits'", value: 140 }, value: 45 },
            tooltip: [
              { field: "date", title: "inspection date" },
              { field: "ratio", title: "NG ratio", format: ".1%" },
              { field: "lower", title: "lower limit", format: ".1%" },
              { field: "upper", title: "upper limit", format: ".1%" },
            ],
          },
        },
      ],
    },
  );
}

/** A day's label, such as `Jul 12`. */
export const dayAxis = { format: "%b %d", labelAngle: -45, labelOverlap: true } as const;

function day(date: string, ng: number, parts: number, centre: number): Day {
  const limits = pLimits(centre, parts);
  const ratio = ng / parts;
  const outside =
    ratio > limits.upper ? "above the limits" : ratio < limits.lower ? "below the limits" : "inside the limits";
  return { date, ratio, ...limits, outside };
}

function finding(what: string, days: readonly Day[]): string {
  const outside = days.filter((day) => day.outside !== "inside the limits");
  const [first] = outside;
  if (first === undefined) {
    return `${what}: none of ${days.length} days lies outside the control limits.`;
  }
  const above = outside.filter((day) => day.outside === "above the limits").length;
  const sides =
    above === outside.length
      ? "above the control limits"
      : above === 0
        ? "below the control limits"
        : "outside the control limits";
  const list = outside.length <= 4 ? `: ${outside.map((day) => day.date).join(", ")}` : `, first on ${first.date}`;
  return `${what}: ${outside.length} of ${days.length} days ${outside.length === 1 ? "lies" : "lie"} ${sides}${list}.`;
}

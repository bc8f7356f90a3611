import { type ChartSpec, chart, palette, seriesColours } from "../charts/spec";
import { formatCount } from "../display/format";

/** Values over time, as a widget shows them. */
export interface Series {
  readonly label: string;
  readonly points: readonly { readonly time: Date; readonly value: number }[];
}

export interface MetricChartOptions {
  readonly title: string;
  /** Such as `timeSeries` or `singleValue`. */
  readonly view: string;
  readonly stacked: boolean;
  /** Of the values, such as `Milliseconds`; undefined where it is not known. */
  readonly unit: string | undefined;
  /** Horizontal lines with their labels. */
  readonly annotations: readonly { readonly label: string; readonly value: number }[];
}

/** Each colour once with a line and once with dashes. */
const mostSeries = 2 * seriesColours.length;
const dashes = [
  [1, 0],
  [6, 4],
];

/**
 * Draws the metrics of a widget: lines or areas over time, or bars of the latest values. The title says the highest
 * value. Of more than ten series, the ten highest are drawn, and the text says so.
 *
 * @returns Undefined where there are no values.
 */
export function metricChart(all: readonly Series[], options: MetricChartOptions): ChartSpec | undefined {
  const { title, view, unit } = options;
  const sorted = all.filter(({ points }) => points.length > 0).sort((a, b) => highest(b).value - highest(a).value);
  const [top] = sorted;
  if (top === undefined) {
    return undefined;
  }
  const series = sorted.slice(0, mostSeries).sort((a, b) => (a.label < b.label ? -1 : 1));
  const left = sorted.length - series.length;
  const more = left === 0 ? "" : ` ${left} more with lower values ${left === 1 ? "is" : "are"} not drawn.`;
  const axis = unit ?? "value";
  const isOverTime = view === "timeSeries";
  const peak = isOverTime ? highest(top) : latest(series.reduce((a, b) => (latest(b).value > latest(a).value ? b : a)));
  const of = isOverTime ? top : series.reduce((a, b) => (latest(b).value > latest(a).value ? b : a));
  const amount = `${round(peak.value)}${unit === undefined || unit === "None" ? "" : ` ${unit}`}`;
  const finding = `${title}: ${of.label} ${isOverTime ? "is highest with" : "was last"} ${amount} at ${clock(peak.time)} UTC.`;
  const scale = {
    domain: series.map(({ label }) => label),
    range: series.map((_each, i) => seriesColours[i % seriesColours.length]),
  };
  return isOverTime
    ? overTime(finding, more, series, { ...options, axis, scale })
    : latestBars(finding, more, series, axis);
}

interface Drawing extends MetricChartOptions {
  readonly axis: string;
  readonly scale: { readonly domain: readonly string[]; readonly range: readonly unknown[] };
}

function overTime(
  finding: string,
  more: string,
  series: readonly Series[],
  { axis, scale, stacked, annotations }: Drawing,
): ChartSpec {
  const values = series.flatMap(({ label, points }) =>
    points.map(({ time, value }) => ({ series: label, time: time.toISOString(), value })),
  );
  const dashRange = series.map((_each, i) => dashes[Math.floor(i / seriesColours.length)]);
  const y = { field: "value", type: "quantitative", title: axis };
  const tooltip = [
    { field: "series", title: "metric" },
    { field: "time", type: "temporal", title: "time", format: "%Y-%m-%d %H:%M" },
    { field: "value", title: axis },
  ];
  const lines = {
    mark: stacked ? { type: "area", line: true, opacity: 0.6 } : { type: "line", point: true, strokeWidth: 2 },
    encoding: {
      x: { field: "time", type: "temporal", scale: { type: "utc" }, title: "time (UTC)" },
      y: { ...y, ...(stacked && { stack: "zero" }) },
      color: { field: "series", type: "nominal", title: "metric", scale },
      ...(!stacked && {
        strokeDash: {
          field: "series",
          type: "nominal",
          title: "metric",
          scale: { domain: scale.domain, range: dashRange },
        },
      }),
      tooltip,
    },
  };
  const rules = annotations.map(({ label, value }) => ({
    data: { values: [{ label, value }] },
    layer: [
      { mark: { type: "rule", color: palette.grey, strokeDash: [5, 4] }, encoding: { y } },
      {
        mark: { type: "text", align: "left", baseline: "bottom", dx: 4, x: 0 },
        encoding: { y, text: { field: "label" } },
      },
    ],
  }));
  const known = annotations.map(({ label, value }) => ` The dashed line ${label} stands at ${round(value)}.`).join("");
  return chart(finding, `${stacked ? "Areas" : "Lines"}: each metric over time.${more}${known}`, {
    data: { values },
    layer: [lines, ...rules],
  });
}

function latestBars(finding: string, more: string, series: readonly Series[], axis: string): ChartSpec {
  const values = series.map((each) => ({ series: each.label, value: latest(each).value }));
  return chart(finding, `Bars: the latest value of each metric.${more}`, {
    data: { values },
    height: { step: 28 },
    mark: { type: "bar", color: palette.blue },
    encoding: {
      y: { field: "series", type: "nominal", title: "metric", sort: "-x" },
      x: { field: "value", type: "quantitative", title: axis },
      tooltip: [
        { field: "series", title: "metric" },
        { field: "value", title: axis },
      ],
    },
  });
}

type Point = Series["points"][number];

const highest = ({ points }: Series): Point => points.reduce((a, b) => (b.value > a.value ? b : a));
const latest = ({ points }: Series): Point => points.reduce((a, b) => (b.time > a.time ? b : a));
const clock = (time: Date): string => time.toISOString().slice(0, 16).replace("T", " ");
const round = (value: number): string =>
  Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(4)));

import { palette, seriesColours } from "../charts/spec";
import type { Measure, PageChart } from "./description";

/** @returns The chart in Vega-Lite, over a data set `rows` that the page fills; undefined for what is no drawing. */
export function specOf(chart: PageChart): Readonly<Record<string, unknown>> | undefined {
  const drawing = drawingOf(chart);
  return drawing === undefined
    ? undefined
    : {
        $schema: "https://vega.github.io/schema/vega-lite/v5.json",
        background: "transparent",
        data: { name: "rows" },
        width: 400,
        ...drawing,
        config: {
          axis: { labelFontSize: 12, titleFontSize: 12 },
          legend: { labelFontSize: 12 },
          view: { stroke: null },
        },
      };
}

const titleOf = ({ label, unit }: Measure): string => (unit === "" ? label : `${label} (${unit})`);
const axisOf = ({ unit }: Measure) => ({ format: unit === "%" ? ".0%" : "~s", tickCount: 5 });
const text = { field: "text", title: "value" };

function drawingOf(chart: PageChart): Readonly<Record<string, unknown>> | undefined {
  switch (chart.kind) {
    case "tiles":
      return undefined;
    case "line": {
      const y = { field: "value", type: "quantitative", title: titleOf(chart.measure), axis: axisOf(chart.measure) };
      return {
        height: 220,
        mark: { type: "line", color: palette.blue, point: { size: 18, filled: true, color: palette.blue } },
        encoding: {
          x: { field: "time", type: "temporal", scale: { type: "utc" }, title: "time", axis: { labelOverlap: true } },
          y,
          tooltip: [{ field: "time", type: "temporal", title: "begins", format: "%Y-%m-%d" }, text],
        },
      };
    }
    case "bars":
      return {
        height: { step: 22 },
        mark: { type: "bar", color: palette.blue, cursor: "pointer" },
        encoding: {
          y: { field: "name", type: "nominal", sort: null, title: null, axis: { labelLimit: 180 } },
          x: {
            ...{ field: "value", type: "quantitative", title: titleOf(chart.measure) },
            axis: axisOf(chart.measure),
          },
          tooltip: [{ field: "name", title: chart.by }, text],
        },
      };
    case "heatmap":
      return {
        height: { step: 26 },
        mark: "rect",
        encoding: {
          x: { field: "x", type: "ordinal", title: chart.x, axis: { labelAngle: 0 } },
          y: { field: "y", type: "ordinal", title: null },
          color: {
            ...{ field: "value", type: "quantitative", title: titleOf(chart.measure) },
            scale: { scheme: "cividis" },
            legend: { orient: "bottom", gradientLength: 200, ...axisOf(chart.measure) },
          },
          tooltip: [{ field: "y", title: chart.y }, { field: "x", title: chart.x }, text],
        },
      };
    case "whatIf": {
      const colours = [palette.vermillion, ...seriesColours];
      const encoding = {
        x: { field: "x", type: "quantitative", title: `${chart.slider.label} (${chart.slider.unit})` },
        y: { field: "value", type: "quantitative", title: chart.unit, axis: { format: "~s", tickCount: 5 } },
        color: {
          ...{ field: "result", type: "nominal", title: null, legend: { orient: "bottom", labelLimit: 0 } },
          scale: { domain: chart.results.map(({ label }) => label), range: colours.slice(0, chart.results.length) },
        },
      };
      const marks = { field: "result", type: "nominal", legend: null };
      return {
        height: 220,
        encoding,
        layer: [
          { mark: { type: "line", strokeWidth: 2 }, encoding: { strokeDash: marks } },
          {
            transform: [{ filter: "datum.chosen === 1" }],
            mark: { type: "point", filled: true, size: 120, opacity: 1 },
            encoding: { tooltip: [{ field: "result", title: "what" }, text] },
          },
        ],
      };
    }
  }
}

export { type HeatmapOptions, heatmap } from "./heatmap";
export { type CountColumns, type NgRatioBarOptions, ngRatioBar } from "./ng-ratio-bar";
export { type PChartOptions, pChart } from "./p-chart";
export { type ParetoOptions, pareto } from "./pareto";
export { renderSvg, showChart } from "./show-chart";
export { type ChartSpec, chart, findingOf, palette, seriesColours } from "./spec";
export { type Interval, pLimits, wilson } from "./statistics";
export { type TrendOptions, trend } from "./trend";

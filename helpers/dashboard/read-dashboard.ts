import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { ChartSpec } from "../charts/spec";
import { metricChart, type Series } from "./metric-chart";
import { type WidgetQuery, widgetQueries } from "./metric-queries";

type Json = Readonly<Record<string, unknown>>;

/** What of a dashboard is shown, from top to bottom. */
export type Shown =
  | { readonly kind: "chart"; readonly spec: ChartSpec }
  | { readonly kind: "markdown"; readonly text: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "alarms"; readonly title: string; readonly rows: readonly Readonly<Record<string, string>>[] };

export interface Span {
  readonly start: Date;
  readonly end: Date;
}

/**
 * Reads a dashboard and the values of its metrics.
 *
 * @param clientOf The client for a region; for the own one where none is given.
 * @throws Where there is no such dashboard, or CloudWatch refuses a metric or an expression of it.
 */
export async function readDashboard(
  name: string,
  span: Span,
  clientOf: (region?: string) => CloudWatchClient,
): Promise<Shown[]> {
  const { GetDashboardCommand } = await import("@aws-sdk/client-cloudwatch");
  const { DashboardBody = "{}" } = await clientOf().send(new GetDashboardCommand({ DashboardName: name }));
  const { widgets = [] } = JSON.parse(DashboardBody) as { widgets?: Json[] };
  const place = ({ x = 0, y = 0 }: Json) => Number(y) * 100 + Number(x);
  const shown: Shown[] = [];
  for (const { type, properties = {} } of widgets.toSorted((a, b) => place(a) - place(b))) {
    const settings = properties as Json;
    const region = typeof settings.region === "string" ? settings.region : undefined;
    if (type === "text") {
      shown.push({ kind: "markdown", text: String(settings.markdown) });
    } else if (type === "metric") {
      shown.push(await metricWidget(settings, span, clientOf(region)));
    } else if (type === "alarm") {
      shown.push(await alarmWidget(settings, clientOf(region)));
    } else {
      shown.push({
        kind: "note",
        text: `${titleOf(settings, "A widget")}: widgets of type ${type} are not drawn here.`,
      });
    }
  }
  return shown;
}

async function metricWidget(properties: Json, span: Span, client: CloudWatchClient): Promise<Shown> {
  const queries = widgetQueries(properties);
  const title = titleOf(properties, queries[0]?.MetricStat?.Metric.MetricName ?? "Metrics");
  const series = queries.length === 0 ? [] : await seriesOf(queries, span, client);
  const { left } = (properties.yAxis ?? {}) as { left?: { label?: string } };
  const { horizontal = [] } = (properties.annotations ?? {}) as { horizontal?: Json[] };
  const spec = metricChart(series, {
    title,
    view: typeof properties.view === "string" ? properties.view : "timeSeries",
    stacked: properties.stacked === true,
    unit: left?.label ?? (await unitOf(queries, span, client)),
    annotations: horizontal
      .filter(({ value }) => typeof value === "number")
      .map(({ label, value }) => ({ label: String(label ?? "threshold"), value: Number(value) })),
  });
  return spec === undefined
    ? { kind: "note", text: `${title}: no values from ${span.start.toISOString()} to ${span.end.toISOString()}.` }
    : { kind: "chart", spec };
}

async function seriesOf(
  queries: readonly WidgetQuery[],
  { start, end }: Span,
  client: CloudWatchClient,
): Promise<Series[]> {
  const { GetMetricDataCommand } = await import("@aws-sdk/client-cloudwatch");
  const found = new Map<string, Series & { readonly points: { time: Date; value: number }[] }>();
  let NextToken: string | undefined;
  do {
    const MetricDataQueries = queries.map(({ MetricStat, ...query }) => ({
      ...query,
      ...(MetricStat && {
        MetricStat: { ...MetricStat, Metric: { ...MetricStat.Metric, Dimensions: [...MetricStat.Metric.Dimensions] } },
      }),
    }));
    const asked = { MetricDataQueries, StartTime: start, EndTime: end, NextToken };
    const page = await client.send(new GetMetricDataCommand({ ...asked, ScanBy: "TimestampAscending" }));
    for (const { Id = "", Label = Id, Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
      const series = found.get(`${Id} ${Label}`) ?? { label: labelFor(Label, Id, [...found.values()]), points: [] };
      series.points.push(...Timestamps.map((time, i) => ({ time, value: Values[i] as number })));
      found.set(`${Id} ${Label}`, series);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return [...found.values()];
}

/** A label that no other series of the chart has. */
const labelFor = (label: string, id: string, others: readonly Series[]): string =>
  others.some((other) => other.label === label) ? `${label} (${id})` : label;

/** The unit of a widget's values, where all its metrics have one and the same. */
async function unitOf(
  queries: readonly WidgetQuery[],
  { start, end }: Span,
  client: CloudWatchClient,
): Promise<string | undefined> {
  const { GetMetricStatisticsCommand } = await import("@aws-sdk/client-cloudwatch");
  const Period = Math.ceil((end.getTime() - start.getTime()) / 60_000) * 60;
  const units = new Set<string>();
  for (const { MetricStat, ReturnData } of queries) {
    if (MetricStat === undefined || !ReturnData) {
      continue;
    }
    const { Namespace, MetricName, Dimensions } = MetricStat.Metric;
    const asked = { Namespace, MetricName, Dimensions: [...Dimensions], StartTime: start, EndTime: end, Period };
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({ ...asked, Statistics: ["SampleCount"] }),
    );
    for (const { Unit } of Datapoints) {
      units.add(MetricStat.Stat === "SampleCount" ? "Count" : (Unit ?? "None"));
    }
  }
  const [unit] = units;
  return units.size === 1 && queries.every(({ Expression, ReturnData }) => Expression === undefined || !ReturnData)
    ? unit
    : undefined;
}

async function alarmWidget(properties: Json, client: CloudWatchClient): Promise<Shown> {
  const { DescribeAlarmsCommand } = await import("@aws-sdk/client-cloudwatch");
  const arns = Array.isArray(properties.alarms) ? properties.alarms.map(String) : [];
  const AlarmNames = arns.map((arn) => arn.split(":alarm:")[1] ?? arn);
  const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }),
  );
  const rows = [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName = "", StateValue = "", StateReason = "" }) => ({
    alarm: AlarmName,
    state: StateValue,
    reason: StateReason,
  }));
  return { kind: "alarms", title: titleOf(properties, "Alarms"), rows };
}

const titleOf = ({ title }: Json, other: string): string => (typeof title === "string" && title !== "" ? title : other);

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  CloudWatchClient,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { type LocalAws, startLocalAws } from "../../local-aws/server";
import { clientOptions } from "../../local-aws/testing/client-options";
import { findingOf } from "../charts";
import { renderSvg } from "../charts/show-chart";
import { metricChart } from "./metric-chart";
import { widgetQueries } from "./metric-queries";
import { readDashboard, type Shown } from "./read-dashboard";

const minute = 60_000;
const end = Math.floor(Date.now() / minute) * minute;
const dataDir = mkdtempSync(join(tmpdir(), "dashboard-"));
let aws: LocalAws;
let client: CloudWatchClient;

before(async () => {
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:1" });
  client = new CloudWatchClient(clientOptions(aws.url));
  const MetricData = ["L1", "L2"].flatMap((Value, line) =>
    [0, 1, 2].map((i) => ({
      MetricName: "Ng",
      Dimensions: [{ Name: "Line", Value }],
      Timestamp: new Date(end - (10 - i) * minute),
      Value: (line + 1) * 10 + i,
      Unit: "Count" as const,
    })),
  );
  await client.send(new PutMetricDataCommand({ Namespace: "Plant", MetricData }));
  const rule = { EvaluationPeriods: 1, Threshold: 20, ComparisonOperator: "GreaterThanThreshold" } as const;
  const what = { Namespace: "Plant", MetricName: "Ng", Statistic: "Sum", Period: 60 } as const;
  await client.send(new PutMetricAlarmCommand({ AlarmName: "many-ng", ...what, ...rule }));
});

after(async () => {
  client.destroy();
  await aws.close();
  rmSync(dataDir, { recursive: true });
});

const region = "us-east-1";
const metrics = [
  ["Plant", "Ng", "Line", "L1", { label: "line one" }],
  ["...", "L2"],
];

async function read(...widgets: readonly object[]): Promise<Shown[]> {
  const DashboardBody = JSON.stringify({ widgets });
  await client.send(new PutDashboardCommand({ DashboardName: "plant", DashboardBody }));
  return readDashboard("plant", { start: new Date(end - 60 * minute), end: new Date(end) }, () => client);
}

test("a dashboard from top to bottom: texts, charts with titles and units, alarms, and what is not drawn", async () => {
  const annotations = { horizontal: [{ label: "too many", value: 20 }] };
  const shown = await read(
    { type: "log", y: 9, properties: { query: "fields @message", title: "Errors" } },
    { type: "metric", y: 1, properties: { metrics, region, stat: "Sum", period: 60, title: "NG parts", annotations } },
    { type: "text", y: 0, properties: { markdown: "# The plant" } },
    { type: "metric", y: 2, properties: { metrics, region, stat: "Sum", period: 60, view: "singleValue" } },
    { type: "metric", y: 3, properties: { metrics: [["Plant", "Nothing"]], region, title: "Nothing" } },
    { type: "alarm", y: 4, properties: { alarms: [`arn:aws:cloudwatch:${region}:000000000000:alarm:many-ng`] } },
  );
  assert.deepEqual(
    shown.map(({ kind }) => kind),
    ["markdown", "chart", "chart", "note", "alarms", "note"],
  );
  const specs = shown.flatMap((each) => (each.kind === "chart" ? [each.spec] : []));
  const time = new Date(end - 8 * minute).toISOString().slice(0, 16).replace("T", " ");
  assert.deepEqual(specs.map(findingOf), [
    `NG parts: Ng L2 is highest with 22 Count at ${time} UTC.`,
    `Ng: Ng L2 was last 22 Count at ${time} UTC.`,
  ]);
  for (const spec of specs) {
    const svg = await renderSvg(spec);
    assert.ok(svg.includes("line one") && svg.includes("Count") && !svg.includes("NaN"));
  }
  assert.match(specs[0]?.description ?? "", /Lines: each metric over time\. The dashed line too many stands at 20\.$/);
  assert.deepEqual(
    shown.flatMap((each) => (each.kind === "alarms" ? each.rows.map(({ alarm, state }) => [alarm, state]) : [])),
    [["many-ng", "INSUFFICIENT_DATA"]],
  );
  assert.match(String((shown[3] as { text: string }).text), /^Nothing: no values from /);
  assert.match(String((shown[5] as { text: string }).text), /widgets of type log are not drawn here/);
});

test("expressions with hidden metrics, stacked", async () => {
  const rows = [
    [{ expression: "m1 + m2", label: "both", id: "e1" }],
    ["Plant", "Ng", "Line", "L1", { id: "m1", visible: false }],
    ["...", "L2", { id: "m2", visible: false }],
  ];
  const properties = {
    metrics: rows,
    region,
    stat: "Sum",
    period: 60,
    stacked: true,
    yAxis: { left: { label: "parts" } },
  };
  const [shown] = await read({ type: "metric", properties });
  assert.ok(shown?.kind === "chart");
  assert.match(findingOf(shown.spec), /^Metrics: both is highest with 34 parts/);
  assert.match(await renderSvg(shown.spec), /both/);
});

describe("rows of a widget", () => {
  test("what dots stand for", () => {
    const rows = [
      ["AWS/Lambda", "Errors", "FunctionName", "a", { stat: "Sum" }],
      [".", "Duration", ".", "."],
      ["...", "b"],
    ];
    const found = widgetQueries({ metrics: rows, period: 60 }).map(({ MetricStat }) => [
      MetricStat?.Metric.Namespace,
      MetricStat?.Metric.MetricName,
      ...(MetricStat?.Metric.Dimensions ?? []).map(({ Name, Value }) => `${Name}=${Value}`),
      MetricStat?.Stat,
    ]);
    assert.deepEqual(found, [
      ["AWS/Lambda", "Errors", "FunctionName=a", "Sum"],
      ["AWS/Lambda", "Duration", "FunctionName=a", "Average"],
      ["AWS/Lambda", "Duration", "FunctionName=b", "Average"],
    ]);
  });
});

test("of many series the ten highest are drawn, told apart by colours and dashes that colour-blind people see", async () => {
  const points = (value: number) => [{ time: new Date(end), value }];
  const series = Array.from({ length: 13 }, (_, i) => ({ label: `s${String(i).padStart(2, "0")}`, points: points(i) }));
  const spec = metricChart(series, {
    title: "Many",
    view: "timeSeries",
    stacked: false,
    unit: undefined,
    annotations: [],
  });
  assert.match(spec?.description ?? "", /3 more with lower values are not drawn/);
  const colours = new Set([...JSON.stringify(spec).matchAll(/"(#[0-9A-F]{6})"/g)].map(([, colour]) => colour));
  assert.deepEqual([...colours].sort(), ["#0072B2", "#56B4E9", "#CC79A7", "#D55E00", "#E69F00"]);
  assert.match(await renderSvg(spec as NonNullable<typeof spec>), /^<svg role="img" aria-label="Many: s12 is highest/);
});

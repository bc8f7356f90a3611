import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { Integration } from "../../integration/integration";
import type { ServiceEvent } from "../../integration/service-events";
import type { Delivery } from "../../integration/targets";
import { AwsError } from "../../protocol/aws-error";
import type { RequestContext } from "../../protocol/service";
import type { MonitoringContext } from "../monitoring-context";
import { deleteAlarms } from "../operations/delete-alarms";
import { describeAlarmHistory } from "../operations/describe-alarm-history";
import { describeAlarms } from "../operations/describe-alarms";
import { disableAlarmActions } from "../operations/disable-alarm-actions";
import { putCompositeAlarm } from "../operations/put-composite-alarm";
import { putMetricAlarm } from "../operations/put-metric-alarm";
import { putMetricData } from "../operations/put-metric-data";
import { setAlarmState } from "../operations/set-alarm-state";
import { monitoringService } from "../service";

const request: RequestContext = { requestId: "1", region: "ap-northeast-2", accountId: "000000000000" };
const topic = "arn:aws:sns:ap-northeast-2:000000000000:ng";
const minute = 60_000;

let dataDir: string;
let now: number;
let integration: Integration;
let cloudWatch: MonitoringContext;
let close: () => Promise<void>;
let delivered: Delivery[];
let events: ServiceEvent[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "alarms-"));
  now = Date.UTC(2026, 10, 28, 12, 0, 10);
  start();
});

function start(): void {
  integration = new Integration(dataDir);
  delivered = [];
  events = [];
  const target = {
    async deliver(delivery: Delivery) {
      if (delivery.arn.endsWith("missing")) {
        throw new AwsError("NotFound", "Topic does not exist", 404);
      }
      delivered.push(delivery);
    },
  };
  integration.targets.add("sns", target);
  integration.targets.add("lambda", target);
  integration.events.listen((event) => events.push(event));
  const service = monitoringService({ dataDir, integration, now: () => now });
  cloudWatch = service.context;
  close = service.close;
}

afterEach(async () => {
  await close();
  integration.outbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function putAlarm(more: Partial<Parameters<typeof putMetricAlarm>[1]> = {}): void {
  const what = { Namespace: "Plant", MetricName: "Ng", Statistic: "Sum", Period: 60 } as const;
  const rule = { Threshold: 10, ComparisonOperator: "GreaterThanThreshold", EvaluationPeriods: 1 } as const;
  putMetricAlarm(cloudWatch, { AlarmName: "many-ng", ...what, ...rule, ...more }, request);
}

/** A value in the minute that begins so many minutes before now. */
function put(minutesAgo: number, value: number): void {
  const Timestamp = new Date(now - minutesAgo * minute);
  putMetricData(cloudWatch, { Namespace: "Plant", MetricData: [{ MetricName: "Ng", Value: value, Timestamp }] });
}

const alarmNamed = (name: string) => {
  const AlarmTypes = ["MetricAlarm", "CompositeAlarm"] as const;
  const found = describeAlarms(cloudWatch, { AlarmNames: [name], AlarmTypes: [...AlarmTypes] });
  return found.MetricAlarms?.[0] ?? found.CompositeAlarms?.[0];
};
const stateOf = (name = "many-ng") => alarmNamed(name)?.StateValue;

test("an alarm goes to ALARM and back, and tells its topic, its function and EventBridge in AWS's words", async () => {
  const fn = "arn:aws:lambda:ap-northeast-2:000000000000:function:on-alarm";
  putAlarm({ AlarmActions: [topic, fn], OKActions: [topic], AlarmDescription: "too many" });
  assert.equal(alarmNamed("many-ng")?.StateReason, "Unchecked: Initial alarm creation");
  put(1, 12);
  cloudWatch.watch.evaluate();
  await integration.outbox.idle();
  const reason =
    "Threshold Crossed: 1 out of the last 1 datapoints [12.0 (28/11/26 11:59:00)] was greater than the threshold (10.0) (minimum 1 datapoint for OK -> ALARM transition).";
  assert.equal(alarmNamed("many-ng")?.StateReason, reason);
  const [message, event] = [topic, fn].map((arn) => delivered.find((delivery) => delivery.arn === arn));
  assert.equal(message?.subject, 'ALARM: "many-ng" in Asia Pacific (Seoul)');
  assert.deepEqual(JSON.parse(message?.body ?? ""), {
    AlarmName: "many-ng",
    AlarmDescription: "too many",
    AWSAccountId: "000000000000",
    AlarmConfigurationUpdatedTimestamp: "2026-11-28T12:00:10.000+0000",
    NewStateValue: "ALARM",
    NewStateReason: reason,
    StateChangeTime: "2026-11-28T12:00:10.000+0000",
    Region: "Asia Pacific (Seoul)",
    AlarmArn: "arn:aws:cloudwatch:ap-northeast-2:000000000000:alarm:many-ng",
    OldStateValue: "INSUFFICIENT_DATA",
    OKActions: [topic],
    AlarmActions: [topic, fn],
    InsufficientDataActions: [],
    Trigger: {
      MetricName: "Ng",
      Namespace: "Plant",
      StatisticType: "Statistic",
      Statistic: "SUM",
      Unit: null,
      Dimensions: [],
      Period: 60,
      EvaluationPeriods: 1,
      DatapointsToAlarm: 1,
      ComparisonOperator: "GreaterThanThreshold",
      Threshold: 10,
      TreatMissingData: "missing",
      EvaluateLowSampleCountPercentile: "",
    },
  });
  const told = JSON.parse(event?.body ?? "");
  assert.deepEqual(
    [told.source, told.alarmData.state.value, told.alarmData.state.reason],
    ["aws.cloudwatch", "ALARM", reason],
  );
  assert.equal(event?.from.principal, "lambda.alarms.cloudwatch.amazonaws.com");
  const { detailType, resources, detail } = events[0] as ServiceEvent;
  assert.deepEqual([detailType, resources], ["CloudWatch Alarm State Change", [told.alarmArn]]);
  assert.deepEqual(detail, told.alarmData);

  now += minute;
  put(1, 3);
  cloudWatch.watch.evaluate();
  assert.match(
    alarmNamed("many-ng")?.StateReason ?? "",
    /^Threshold Crossed: 1 out of the last 1 datapoints \[3\.0 .*\] was not greater than the threshold \(10\.0\) \(minimum 1 datapoint for ALARM -> OK transition\)\.$/,
  );
  const history = describeAlarmHistory(cloudWatch, { AlarmName: "many-ng", ScanBy: "TimestampAscending" });
  assert.deepEqual(
    history.AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary),
    [
      'Alarm "many-ng" created',
      "Alarm updated from INSUFFICIENT_DATA to ALARM",
      `Successfully executed action ${topic}`,
      `Successfully executed action ${fn}`,
      "Alarm updated from ALARM to OK",
    ],
  );
});

test("without values an alarm stays, or does as it is told of missing ones; old values count while they are near", () => {
  putAlarm();
  cloudWatch.watch.evaluate();
  assert.equal(stateOf(), "INSUFFICIENT_DATA");
  put(1, 12);
  cloudWatch.watch.evaluate();
  now += 2 * minute;
  cloudWatch.watch.evaluate();
  assert.equal(stateOf(), "ALARM");
  now += minute;
  cloudWatch.watch.evaluate();
  assert.deepEqual(
    [stateOf(), alarmNamed("many-ng")?.StateReason],
    ["INSUFFICIENT_DATA", "Insufficient Data: 1 datapoint was unknown."],
  );
  putAlarm({ TreatMissingData: "breaching" });
  cloudWatch.watch.evaluate();
  assert.deepEqual(
    [stateOf(), alarmNamed("many-ng")?.StateReason],
    [
      "ALARM",
      "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching].",
    ],
  );
});

test("an alarm on an expression, on a percentile with few values, and one with a period of ten seconds", () => {
  const MetricStat = { Metric: { Namespace: "Plant", MetricName: "Ng" }, Period: 60, Stat: "Sum" };
  const Metrics = [
    { Id: "e1", Expression: "m1 / 2", Label: "half" },
    { Id: "m1", MetricStat, ReturnData: false },
  ];
  const single = { MetricName: undefined, Namespace: undefined, Statistic: undefined, Period: undefined };
  putAlarm({ AlarmName: "half", ...single, Metrics });
  putAlarm({
    AlarmName: "p90",
    Statistic: undefined,
    ExtendedStatistic: "p90",
    EvaluateLowSampleCountPercentile: "ignore",
  });
  putAlarm({ AlarmName: "quick", MetricName: "Quick", Period: 10 });
  put(1, 12);
  putMetricData(cloudWatch, {
    Namespace: "Plant",
    MetricData: [{ MetricName: "Quick", Value: 11, StorageResolution: 1, Timestamp: new Date(now - 5000) }],
  });
  cloudWatch.watch.evaluate(true);
  assert.deepEqual([stateOf("half"), stateOf("quick")], ["INSUFFICIENT_DATA", "ALARM"]);
  cloudWatch.watch.evaluate();
  assert.deepEqual([stateOf("half"), stateOf("p90")], ["OK", "INSUFFICIENT_DATA"]);
  putMetricData(cloudWatch, {
    Namespace: "Plant",
    MetricData: [{ MetricName: "Ng", Values: [12], Counts: [100], Timestamp: new Date(now - minute) }],
  });
  cloudWatch.watch.evaluate();
  assert.deepEqual([stateOf("half"), stateOf("p90")], ["ALARM", "ALARM"]);
});

test("composite alarms follow their children at once, and theirs follow them", async () => {
  putAlarm({ AlarmName: "a" });
  putAlarm({ AlarmName: "b b" });
  const both = { AlarmName: "both", AlarmRule: 'ALARM(a) AND NOT OK("b b")', AlarmActions: [topic] };
  putCompositeAlarm(cloudWatch, both, request);
  putCompositeAlarm(
    cloudWatch,
    { AlarmName: "top", AlarmRule: `ALARM(${alarmNamed("both")?.AlarmArn}) OR FALSE` },
    request,
  );
  assert.deepEqual([stateOf("both"), stateOf("top")], ["OK", "OK"]);
  setAlarmState(cloudWatch, { AlarmName: "a", StateValue: "ALARM", StateReason: "by hand" });
  assert.deepEqual([stateOf("both"), stateOf("top")], ["ALARM", "ALARM"]);
  assert.match(
    alarmNamed("both")?.StateReason ?? "",
    /alarm:a transitioned to ALARM at Saturday 28 November, 2026 12:00:10 UTC$/,
  );
  await integration.outbox.idle();
  const { AlarmRule, TriggeringChildren } = JSON.parse(delivered[0]?.body ?? "");
  assert.deepEqual([AlarmRule, TriggeringChildren[0].State.Value], [both.AlarmRule, "ALARM"]);
  setAlarmState(cloudWatch, { AlarmName: "b b", StateValue: "OK", StateReason: "by hand" });
  assert.deepEqual([stateOf("both"), stateOf("top")], ["OK", "OK"]);
  const children = describeAlarms(cloudWatch, { ChildrenOfAlarmName: "both" }).MetricAlarms;
  assert.deepEqual(
    children?.map(({ AlarmName }) => AlarmName),
    ["a", "b b"],
  );
  assert.throws(() => deleteAlarms(cloudWatch, { AlarmNames: ["a"] }), /Cannot delete a as there are composite alarm/);
  deleteAlarms(cloudWatch, { AlarmNames: ["a", "b b", "both", "top"] });
  assert.deepEqual(describeAlarms(cloudWatch, { AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }).MetricAlarms, []);
});

test("rules of composite alarms that are none are refused", () => {
  putAlarm({ AlarmName: "a" });
  for (const AlarmRule of [
    "ALARM(a",
    "ALARM()",
    "a",
    "ALARM(a) OK(a)",
    "AND",
    "(".repeat(9000),
    "NOT ".repeat(2000),
    "ALARM(nobody)",
    "AT_LEAST(1, ALARM, (a))",
  ]) {
    assert.throws(() => putCompositeAlarm(cloudWatch, { AlarmName: "c", AlarmRule }, request), AwsError, AlarmRule);
  }
});

test("what is kept survives a restart; disabled actions are not carried out; a topic that is gone is told of", async () => {
  putAlarm({ AlarmActions: [topic] });
  putAlarm({ AlarmName: "lost", AlarmActions: [`${topic}-missing`], Tags: [{ Key: "line", Value: "L1" }] });
  disableAlarmActions(cloudWatch, { AlarmNames: ["many-ng"] });
  put(1, 12);
  await close();
  integration.outbox.close();
  start();
  cloudWatch.watch.evaluate();
  await integration.outbox.idle();
  assert.deepEqual([stateOf(), stateOf("lost"), delivered.length], ["ALARM", "ALARM", 0]);
  const items = describeAlarmHistory(cloudWatch, { AlarmName: "lost", HistoryItemType: "Action" }).AlarmHistoryItems;
  assert.match(
    items?.[0]?.HistorySummary ?? "",
    /^Failed to execute action .*missing\. Received error: "Topic does not exist"$/,
  );
  assert.deepEqual(cloudWatch.alarms.get("lost").tags, { line: "L1" });
});

test("alarms that AWS refuses, and those that cannot be here", () => {
  const wrong: readonly Partial<Parameters<typeof putMetricAlarm>[1]>[] = [
    { Statistic: undefined },
    { ExtendedStatistic: "p99" },
    { Period: 61 },
    { EvaluationPeriods: 1441 },
    { DatapointsToAlarm: 2 },
    { TreatMissingData: "bad" },
    { Threshold: undefined },
    { Threshold: Number.POSITIVE_INFINITY },
    { AlarmName: "two\nlines" },
    { ComparisonOperator: "GreaterThanUpperThreshold" },
    { AlarmActions: ["mail me"] },
    { AlarmActions: ["arn:aws:automate:us-east-1:ec2:stop"] },
    { Metrics: [{ Id: "m1", Expression: "1" }] },
    { MetricName: undefined, Metrics: [] },
    {
      MetricName: undefined,
      Namespace: undefined,
      Statistic: undefined,
      Period: undefined,
      Metrics: [{ Id: "s", Expression: "SEARCH('x', 'Sum', 60)" }],
    },
  ];
  for (const settings of wrong) {
    assert.throws(() => putAlarm(settings), AwsError, JSON.stringify(settings));
  }
  assert.equal(alarmNamed("many-ng"), undefined);
});

import type { Dimension } from "@aws-sdk/client-cloudwatch";
import type { Query } from "../math/check-queries";
import { type Alarm, type AlarmState, nameOf } from "./alarm";
import { alarmTime } from "./times";

/** Of the regions whose names AWS's messages write out; of others the code stands. */
const regionNames: Readonly<Record<string, string>> = {
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-northeast-2": "Asia Pacific (Seoul)",
  "ap-northeast-3": "Asia Pacific (Osaka)",
  "ap-south-1": "Asia Pacific (Mumbai)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
  "ca-central-1": "Canada (Central)",
  "eu-central-1": "EU (Frankfurt)",
  "eu-north-1": "EU (Stockholm)",
  "eu-west-1": "EU (Ireland)",
  "eu-west-2": "EU (London)",
  "eu-west-3": "EU (Paris)",
  "sa-east-1": "South America (Sao Paulo)",
};

/** The alarm whose state made a composite alarm change its own. */
export type Child = Alarm | undefined;

const regionName = (region: string): string => regionNames[region] ?? region;

/** The subject of the mail that a topic sends of an alarm. */
export const topicSubject = (alarm: Alarm): string =>
  `${alarm.state.value}: "${nameOf(alarm)}" in ${regionName(alarm.region)}`.slice(0, 100);

/** What a topic gets of an alarm that has changed its state: JSON. */
export function topicMessage(alarm: Alarm, before: AlarmState, child: Child): string {
  const { settings, state } = alarm;
  return JSON.stringify({
    AlarmName: settings.AlarmName,
    AlarmDescription: settings.AlarmDescription ?? null,
    AWSAccountId: alarm.accountId,
    AlarmConfigurationUpdatedTimestamp: alarmTime(alarm.updated),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: alarmTime(state.time),
    Region: regionName(alarm.region),
    AlarmArn: alarm.arn,
    OldStateValue: before.value,
    OKActions: settings.OKActions ?? [],
    AlarmActions: settings.AlarmActions ?? [],
    InsufficientDataActions: settings.InsufficientDataActions ?? [],
    ...(alarm.type === "MetricAlarm"
      ? { Trigger: triggerOf(alarm.settings) }
      : { AlarmRule: alarm.settings.AlarmRule, TriggeringChildren: child === undefined ? [] : [triggering(child)] }),
  });
}

function triggerOf(settings: (Alarm & { type: "MetricAlarm" })["settings"]): object {
  const { MetricName, Namespace, Statistic, ExtendedStatistic, Unit, Dimensions, Metrics } = settings;
  const what =
    Metrics === undefined
      ? {
          MetricName,
          Namespace,
          ...(Statistic === undefined
            ? { StatisticType: "ExtendedStatistic", ExtendedStatistic }
            : { StatisticType: "Statistic", Statistic: statisticWords[Statistic] }),
          Unit: Unit ?? null,
          Dimensions: (Dimensions ?? []).map(messageDimension),
          Period: settings.Period,
        }
      : {};
  return {
    ...what,
    EvaluationPeriods: settings.EvaluationPeriods,
    DatapointsToAlarm: settings.DatapointsToAlarm ?? settings.EvaluationPeriods,
    ComparisonOperator: settings.ComparisonOperator,
    Threshold: settings.Threshold,
    TreatMissingData: settings.TreatMissingData ?? "missing",
    EvaluateLowSampleCountPercentile: settings.EvaluateLowSampleCountPercentile ?? "",
    ...(Metrics !== undefined && { Metrics: Metrics.map(messageQuery) }),
  };
}

const statisticWords = {
  Average: "AVERAGE",
  Sum: "SUM",
  Minimum: "MINIMUM",
  Maximum: "MAXIMUM",
  SampleCount: "SAMPLE_COUNT",
} as const;

const messageDimension = ({ Name, Value }: Dimension) => ({ value: Value, name: Name });

function messageQuery({ MetricStat, ReturnData, ...query }: Query): object {
  return {
    ...query,
    ...(MetricStat !== undefined && {
      MetricStat: {
        ...MetricStat,
        Metric: { ...MetricStat.Metric, Dimensions: (MetricStat.Metric.Dimensions ?? []).map(messageDimension) },
      },
    }),
    ReturnData: ReturnData ?? true,
  };
}

const triggering = ({ arn, state }: Alarm) => ({
  Arn: arn,
  State: { Value: state.value, Timestamp: alarmTime(state.time) },
});

/** What a function gets of an alarm: JSON. */
export function functionMessage(alarm: Alarm, before: AlarmState): string {
  return JSON.stringify({
    source: "aws.cloudwatch",
    alarmArn: alarm.arn,
    accountId: alarm.accountId,
    time: alarmTime(alarm.state.time),
    region: alarm.region,
    alarmData: alarmDetail(alarm, before),
  });
}

/** The detail of an alarm's event for EventBridge. */
export function alarmDetail(alarm: Alarm, before: AlarmState): Readonly<Record<string, unknown>> {
  const { settings, state } = alarm;
  return {
    alarmName: settings.AlarmName,
    state: detailState(state),
    previousState: detailState(before),
    configuration: {
      ...(settings.AlarmDescription !== undefined && { description: settings.AlarmDescription }),
      ...(alarm.type === "MetricAlarm"
        ? { metrics: queriesOf(alarm).map(detailQuery) }
        : { alarmRule: alarm.settings.AlarmRule }),
    },
  };
}

const detailState = ({ value, reason, reasonData, time }: AlarmState) => ({
  value,
  reason,
  ...(reasonData !== undefined && { reasonData }),
  timestamp: alarmTime(time),
});

/** The queries that an alarm watches; one of a single metric has one. */
export function queriesOf({ settings, arn }: Alarm & { readonly type: "MetricAlarm" }): readonly Query[] {
  const { Metrics, Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic, Unit } = settings;
  if (Metrics !== undefined) {
    return Metrics;
  }
  const Metric = { Namespace, MetricName, Dimensions };
  const Stat = Statistic ?? ExtendedStatistic ?? "Average";
  return [{ Id: idOf(arn), MetricStat: { Metric, Period: Period ?? 60, Stat, Unit } }];
}

/** Always the same for an alarm. */
const idOf = (arn: string): string =>
  `m${Buffer.from(arn).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7)}`;

function detailQuery({ Id, Expression, Label, MetricStat, ReturnData }: Query): object {
  const { Metric, Period, Stat, Unit } = MetricStat ?? {};
  return {
    id: Id,
    ...(Expression !== undefined && { expression: Expression }),
    ...(Label !== undefined && { label: Label }),
    ...(Metric !== undefined && {
      metricStat: {
        metric: {
          namespace: Metric.Namespace,
          name: Metric.MetricName,
          dimensions: Object.fromEntries((Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
        },
        period: Period,
        stat: Stat,
        ...(Unit !== undefined && { unit: Unit }),
      },
    }),
    returnData: ReturnData ?? true,
  };
}

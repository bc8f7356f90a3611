import type { DescribeAlarmsForMetricInput, DescribeAlarmsForMetricOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { described } from "../alarms/alarm";
import { metricKey, metricOf } from "../metrics/metric";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html */
export function describeAlarmsForMetric(
  { alarms }: MonitoringContext,
  input: Checked<DescribeAlarmsForMetricInput>,
): DescribeAlarmsForMetricOutput {
  const { Namespace, MetricName, Dimensions } = input;
  const wanted = metricKey(metricOf(Namespace, MetricName, Dimensions));
  const settings = ["Statistic", "ExtendedStatistic", "Period", "Unit"] as const;
  const found = alarms.all("MetricAlarm").filter((alarm) => {
    const { Namespace: namespace = "", MetricName: name = "", Dimensions: dimensions } = alarm.settings;
    return (
      metricKey(metricOf(namespace, name, dimensions)) === wanted &&
      settings.every((setting) => input[setting] === undefined || input[setting] === alarm.settings[setting])
    );
  });
  return { MetricAlarms: found.map(described) };
}

import type { ListMetricsInput, ListMetricsOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { dimensionsOf, metricKey } from "../metrics/metric";
import { hourMs } from "../metrics/metric-index";
import type { MonitoringContext } from "../monitoring-context";
import { pageOf } from "../page";

const pageSize = 500;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
export function listMetrics({ metrics, now }: MonitoringContext, input: Checked<ListMetricsInput>): ListMetricsOutput {
  const filters = input.Dimensions ?? [];
  const found = metrics
    .list(input.RecentlyActive === undefined ? undefined : now() - 3 * hourMs)
    .filter(({ namespace }) => input.Namespace === undefined || namespace === input.Namespace)
    .filter(({ name }) => input.MetricName === undefined || name === input.MetricName)
    .filter(({ dimensions }) =>
      filters.every(({ Name, Value }) =>
        dimensions.some(([name, value]) => name === Name && (Value === undefined || value === Value)),
      ),
    );
  const { page, next } = pageOf(found, metricKey, input.NextToken, pageSize);
  return {
    Metrics: page.map((metric) => ({
      Namespace: metric.namespace,
      MetricName: metric.name,
      Dimensions: dimensionsOf(metric),
    })),
    NextToken: next,
  };
}

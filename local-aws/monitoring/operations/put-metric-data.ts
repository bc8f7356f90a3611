import type { PutMetricDataInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { invalidValue, missingParameter } from "../errors";
import { readDatum } from "../metrics/read-datum";
import type { MonitoringContext } from "../monitoring-context";

const mostData = 1000;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export function putMetricData({ metrics, now }: MonitoringContext, input: Checked<PutMetricDataInput>): void {
  const { Namespace, MetricData } = input;
  if (MetricData === undefined) {
    throw missingParameter("The parameter MetricData is required.");
  }
  if (Namespace.startsWith("AWS/")) {
    throw invalidValue(`The value ${Namespace} for parameter Namespace is invalid: AWS/ is for AWS's own metrics.`);
  }
  if (MetricData.length > mostData) {
    throw invalidValue(`The collection MetricData must not have a size greater than ${mostData}.`);
  }
  metrics.put(MetricData.map((datum, i) => readDatum(Namespace, datum, `MetricData.member.${i + 1}`, now())));
}

import type { PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkAlarm } from "../alarms/check-alarm";
import { putAlarm } from "../alarms/put-alarm";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export function putMetricAlarm(
  context: MonitoringContext,
  { Tags, ...settings }: Checked<PutMetricAlarmInput>,
  request: RequestContext,
): void {
  checkAlarm(settings, request.accountId);
  putAlarm(context, { type: "MetricAlarm", settings }, Tags, request);
}

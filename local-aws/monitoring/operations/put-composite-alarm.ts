import type { PutCompositeAlarmInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkActions } from "../alarms/check-alarm";
import { readRule } from "../alarms/composite-rule";
import { putAlarm } from "../alarms/put-alarm";
import { validationError } from "../errors";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export function putCompositeAlarm(
  context: MonitoringContext,
  { Tags, ...settings }: Checked<PutCompositeAlarmInput>,
  request: RequestContext,
): void {
  const { alarms, states } = context;
  checkActions(settings);
  const missing = readRule(settings.AlarmRule).alarms.find((name) => alarms.byNameOrArn(name) === undefined);
  if (missing !== undefined) {
    throw validationError(`AlarmRule must not contain alarms that do not exist: ${missing}`);
  }
  putAlarm(context, { type: "CompositeAlarm", settings }, Tags, request);
  states.follow(undefined);
}

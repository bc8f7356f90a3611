import type { DisableAlarmActionsInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { switchActions } from "../alarms/put-alarm";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html */
export function disableAlarmActions(
  context: MonitoringContext,
  { AlarmNames }: Checked<DisableAlarmActionsInput>,
): void {
  switchActions(context, AlarmNames, false);
}

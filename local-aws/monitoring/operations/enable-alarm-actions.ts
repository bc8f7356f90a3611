import type { EnableAlarmActionsInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { switchActions } from "../alarms/put-alarm";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html */
export function enableAlarmActions(context: MonitoringContext, { AlarmNames }: Checked<EnableAlarmActionsInput>): void {
  switchActions(context, AlarmNames, true);
}

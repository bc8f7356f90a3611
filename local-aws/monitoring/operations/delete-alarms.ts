import type { DeleteAlarmsInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html */
export function deleteAlarms({ alarms, history }: MonitoringContext, { AlarmNames }: Checked<DeleteAlarmsInput>): void {
  const found = AlarmNames.flatMap((name) => alarms.find(name) ?? []);
  alarms.delete(AlarmNames);
  for (const alarm of found) {
    history.deleted(alarm);
  }
}

import type { SetAlarmStateInput } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
export function setAlarmState({ alarms, states }: MonitoringContext, input: Checked<SetAlarmStateInput>): void {
  const { AlarmName, StateValue, StateReason, StateReasonData } = input;
  const alarm = alarms.get(AlarmName);
  if (StateReasonData !== undefined && !isJson(StateReasonData)) {
    throw new AwsError("InvalidFormatFault", "StateReasonData must be valid JSON.");
  }
  states.set(alarm, { value: StateValue, reason: StateReason, reasonData: StateReasonData });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

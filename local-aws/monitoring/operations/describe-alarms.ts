import type { AlarmType, DescribeAlarmsInput, DescribeAlarmsOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { sortedBy } from "../../protocol/page-of";
import { type Alarm, actionsOf, described, nameOf } from "../alarms/alarm";
import type { Alarms } from "../alarms/alarms";
import { validationError } from "../errors";
import type { MonitoringContext } from "../monitoring-context";
import { pageOf } from "../page";

const defaultRecords = 50;
const states = ["OK", "ALARM", "INSUFFICIENT_DATA"] as const;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export function describeAlarms(
  { alarms }: MonitoringContext,
  input: Checked<DescribeAlarmsInput>,
): DescribeAlarmsOutput {
  const { AlarmNames, AlarmNamePrefix, ActionPrefix, StateValue, ChildrenOfAlarmName, ParentsOfAlarmName } = input;
  if (AlarmNames !== undefined && AlarmNamePrefix !== undefined) {
    throw validationError("AlarmNames and AlarmNamePrefix cannot be specified together.");
  }
  const isFamily = ChildrenOfAlarmName !== undefined || ParentsOfAlarmName !== undefined;
  const found = (isFamily ? familyOf(alarms, input) : allOf(alarms, input.AlarmTypes))
    .filter((alarm) => AlarmNames === undefined || AlarmNames.includes(nameOf(alarm)))
    .filter((alarm) => nameOf(alarm).startsWith(AlarmNamePrefix ?? ""))
    .filter(({ state }) => StateValue === undefined || state.value === StateValue)
    .filter(
      (alarm) =>
        ActionPrefix === undefined ||
        states.flatMap((state) => actionsOf(alarm, state)).some((action) => action.startsWith(ActionPrefix)),
    );
  const { page, next } = pageOf(sortedBy(found, keyOf), keyOf, input.NextToken, input.MaxRecords ?? defaultRecords);
  const shown = (type: AlarmType) =>
    page.filter((alarm) => alarm.type === type).map((alarm) => (isFamily ? brief(alarm) : described(alarm)));
  return {
    MetricAlarms: shown("MetricAlarm"),
    CompositeAlarms: shown("CompositeAlarm"),
    LogAlarms: [],
    NextToken: next,
  };
}

/** Metric alarms come first. */
const keyOf = (alarm: Alarm): string => `${alarm.type === "MetricAlarm" ? 1 : 2} ${nameOf(alarm)}`;

function allOf(alarms: Alarms, types: readonly AlarmType[] = ["MetricAlarm"]): Alarm[] {
  return (["MetricAlarm", "CompositeAlarm"] as const)
    .filter((type) => types.includes(type))
    .flatMap((type) => alarms.all(type));
}

/** The alarms that a composite one speaks of, or the composite ones that speak of an alarm. */
function familyOf(alarms: Alarms, input: Checked<DescribeAlarmsInput>): Alarm[] {
  const { ChildrenOfAlarmName, ParentsOfAlarmName } = input;
  if (ChildrenOfAlarmName !== undefined && ParentsOfAlarmName !== undefined) {
    throw validationError("ChildrenOfAlarmName and ParentsOfAlarmName cannot be specified together.");
  }
  if (ParentsOfAlarmName !== undefined) {
    const child = alarms.find(ParentsOfAlarmName);
    return alarms
      .all("CompositeAlarm")
      .filter((alarm) => child !== undefined && alarms.childrenOf(alarm).includes(child));
  }
  const parent = alarms.find(ChildrenOfAlarmName ?? "");
  return parent?.type === "CompositeAlarm" ? alarms.childrenOf(parent) : [];
}

function brief(alarm: Alarm): ReturnType<typeof described> {
  const { AlarmName, AlarmArn, StateValue, StateUpdatedTimestamp } = described(alarm);
  return { AlarmName, AlarmArn, StateValue, StateUpdatedTimestamp } as ReturnType<typeof described>;
}

import type {
  CompositeAlarm,
  MetricAlarm,
  PutCompositeAlarmInput,
  PutMetricAlarmInput,
  StateValue,
} from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON. */
  readonly reasonData?: string;
  /** When it came to be, in milliseconds since 1970. */
  readonly time: number;
}

export type MetricSettings = Omit<Checked<PutMetricAlarmInput>, "Tags" | "EvaluationWindow" | "EvaluationCriteria">;
export type CompositeSettings = Omit<Checked<PutCompositeAlarmInput>, "Tags">;

interface Common {
  readonly arn: string;
  readonly region: string;
  readonly accountId: string;
  /** When the settings were last put, in milliseconds since 1970. */
  readonly updated: number;
  readonly state: AlarmState;
  readonly tags: Readonly<Record<string, string>>;
}

/** An alarm as it is kept. */
export type Alarm = Common &
  (
    | { readonly type: "MetricAlarm"; readonly settings: MetricSettings }
    | { readonly type: "CompositeAlarm"; readonly settings: CompositeSettings }
  );

export const nameOf = (alarm: Alarm): string => alarm.settings.AlarmName;

export const alarmArn = (region: string, accountId: string, name: string): string =>
  `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;

/** Whether an alarm's actions are carried out. */
export const hasActions = ({ settings }: Alarm): boolean => settings.ActionsEnabled ?? true;

/** What an alarm does when it comes to a state: ARNs. */
export function actionsOf({ settings }: Alarm, state: StateValue): readonly string[] {
  const { OKActions, AlarmActions, InsufficientDataActions } = settings;
  return { OK: OKActions, ALARM: AlarmActions, INSUFFICIENT_DATA: InsufficientDataActions }[state] ?? [];
}

/** An alarm as DescribeAlarms shows it. */
export function described(alarm: Alarm): MetricAlarm & CompositeAlarm {
  const { settings, state } = alarm;
  const time = new Date(state.time);
  const shown = {
    ...settings,
    ActionsEnabled: hasActions(alarm),
    OKActions: settings.OKActions ?? [],
    AlarmActions: settings.AlarmActions ?? [],
    InsufficientDataActions: settings.InsufficientDataActions ?? [],
    AlarmArn: alarm.arn,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.updated),
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.reasonData,
    StateUpdatedTimestamp: time,
    StateTransitionedTimestamp: time,
  };
  return alarm.type === "MetricAlarm" && alarm.settings.MetricName !== undefined
    ? { ...shown, Dimensions: alarm.settings.Dimensions ?? [] }
    : shown;
}

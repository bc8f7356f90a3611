import type { Tag } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { MonitoringContext } from "../monitoring-context";
import { readTags } from "../tags";
import { type Alarm, alarmArn, type CompositeSettings, type MetricSettings } from "./alarm";

type Definition =
  | { readonly type: "MetricAlarm"; readonly settings: MetricSettings }
  | { readonly type: "CompositeAlarm"; readonly settings: CompositeSettings };

/** Keeps an alarm. One that is there already gets the settings; it keeps its state and its tags. */
export function putAlarm(
  { alarms, history, now }: MonitoringContext,
  definition: Definition,
  tags: readonly Checked<Tag>[] | undefined,
  { region, accountId }: RequestContext,
): void {
  const name = definition.settings.AlarmName;
  const before = alarms.find(name);
  const time = now();
  const alarm: Alarm = {
    region,
    accountId,
    arn: alarmArn(region, accountId, name),
    tags: readTags(tags),
    state: { value: "INSUFFICIENT_DATA", reason: "Unchecked: Initial alarm creation", time },
    ...(before && { region: before.region, arn: before.arn, tags: before.tags, state: before.state }),
    updated: time,
    ...definition,
  };
  alarms.put(alarm);
  if (before === undefined) {
    history.created(alarm);
  } else {
    history.updated(alarm);
  }
}

/** Lets alarms carry out their actions, or not. Names of none are passed over. */
export function switchActions(
  { alarms, history, now }: MonitoringContext,
  names: readonly string[],
  on: boolean,
): void {
  for (const alarm of names.flatMap((name) => alarms.find(name) ?? [])) {
    const changed = { ...alarm, updated: now(), settings: { ...alarm.settings, ActionsEnabled: on } } as Alarm;
    alarms.put(changed);
    history.updated(changed);
  }
}

import type { Integration } from "../../integration/integration";
import { type Alarm, type AlarmState, actionsOf, hasActions } from "./alarm";
import type { AlarmHistory } from "./alarm-history";
import { alarmDetail, functionMessage, topicMessage, topicSubject } from "./alarm-messages";
import type { Alarms } from "./alarms";
import { readRule } from "./composite-rule";
import { longTime } from "./times";

/** What alarms need of the others. */
export type AlarmSurroundings = Pick<Integration, "events" | "outbox">;

const functionPrincipal = "lambda.alarms.cloudwatch.amazonaws.com";
const topicPrincipal = "cloudwatch.amazonaws.com";

/** Moves alarms from one state to another, with all that follows from it. */
export class AlarmStates {
  constructor(
    private readonly alarms: Alarms,
    private readonly history: AlarmHistory,
    private readonly around: AlarmSurroundings,
    private readonly now: () => number,
  ) {
    around.outbox.listen(({ message: { delivery }, failure }) => {
      const { principal, arn } = delivery.from;
      const alarm = principal === topicPrincipal || principal === functionPrincipal ? alarms.byArn(arn) : undefined;
      if (alarm !== undefined) {
        history.acted(alarm, delivery.arn, failure?.message);
      }
    });
  }

  /**
   * Gives an alarm a state: its actions are on their way, the event is told and all is kept when this returns. Composite
   * alarms that speak of it follow.
   */
  set(alarm: Alarm, state: Omit<AlarmState, "time">): void {
    if (this.change(alarm, state, undefined)) {
      this.follow(alarm);
    }
  }

  /** Gives composite alarms the states that their rules ask for, until nothing changes any more. */
  follow(cause: Alarm | undefined): void {
    const composites = this.alarms.all("CompositeAlarm").length;
    let child = cause === undefined ? undefined : this.alarms.find(cause.settings.AlarmName);
    // of alarms in a circle, each changes at most once in a round
    for (let round = 0; round < composites; round++) {
      const changed = this.alarms.all("CompositeAlarm").filter((alarm) => this.followOne(alarm, child));
      if (changed.length === 0) {
        return;
      }
      child = this.alarms.find(changed[0]?.settings.AlarmName ?? "");
    }
  }

  private followOne(alarm: Alarm & { readonly type: "CompositeAlarm" }, child: Alarm | undefined): boolean {
    const rule = readRule(alarm.settings.AlarmRule);
    const value = rule.isTrue((name) => this.alarms.byNameOrArn(name)?.state.value) ? "ALARM" : "OK";
    if (value === alarm.state.value) {
      return false;
    }
    const reason =
      child === undefined
        ? `The alarm rule is ${value === "ALARM" ? "true" : "false"}.`
        : `${child.arn} transitioned to ${child.state.value} at ${longTime(child.state.time)}`;
    const triggeringAlarms = child === undefined ? [] : [{ arn: child.arn, state: { value: child.state.value } }];
    return this.change(alarm, { value, reason, reasonData: JSON.stringify({ triggeringAlarms }) }, child);
  }

  /** @returns Whether it has another state now. */
  private change(alarm: Alarm, state: Omit<AlarmState, "time">, child: Alarm | undefined): boolean {
    const before = alarm.state;
    const changed: Alarm = { ...alarm, state: { ...state, time: this.now() } };
    if (before.value === state.value) {
      this.alarms.put({ ...changed, state: { ...state, time: before.time } });
      return false;
    }
    this.act(changed, before, child);
    this.around.events.emit({
      source: "aws.cloudwatch",
      detailType: "CloudWatch Alarm State Change",
      detail: alarmDetail(changed, before),
      resources: [alarm.arn],
      time: new Date(changed.state.time),
    });
    this.history.changedState(changed, before);
    // last, so that all is told again where this process ends before
    this.alarms.put(changed);
    return true;
  }

  private act(alarm: Alarm, before: AlarmState, child: Alarm | undefined): void {
    const actions = hasActions(alarm) ? actionsOf(alarm, alarm.state.value) : [];
    this.around.outbox.sendAll(
      actions.map((arn) => {
        const isFunction = arn.startsWith("arn:aws:lambda:");
        return {
          delivery: {
            arn,
            body: isFunction ? functionMessage(alarm, before) : topicMessage(alarm, before, child),
            ...(!isFunction && { subject: topicSubject(alarm) }),
            from: { principal: isFunction ? functionPrincipal : topicPrincipal, arn: alarm.arn },
          },
        };
      }),
    );
  }
}

import type { CreateScheduleInput, GetScheduleOutput } from "@aws-sdk/client-scheduler";
import type { Targets } from "../integration/targets";
import type { Checked } from "../protocol/operation";
import { ScheduleProblem } from "../schedule/schedule-problem";
import { type Timing, timetableOf } from "./due";
import { validation } from "./errors";
import { defaultGroup, type ScheduleTarget, type StoredSchedule } from "./schedules";
import { isReadOnly, universalCall } from "./targets";

const fiveMinutes = 5 * 60_000;

/**
 * The schedule that a CreateSchedule or UpdateSchedule makes; what is not given is not kept from before.
 *
 * @param before The one that is there, where it is changed.
 * @throws AwsError ValidationException
 */
export function scheduleFrom(
  input: Checked<CreateScheduleInput>,
  arn: string,
  targets: Targets,
  before?: StoredSchedule,
): StoredSchedule {
  const { Name, GroupName = defaultGroup, ScheduleExpression, Description, Target, FlexibleTimeWindow } = input;
  const now = Date.now();
  const schedule: StoredSchedule = {
    ...{ name: Name, group: GroupName, arn, expression: ScheduleExpression, target: Target },
    timezone: input.ScheduleExpressionTimezone ?? "UTC",
    ...(input.StartDate !== undefined && { start: input.StartDate.getTime() }),
    ...(input.EndDate !== undefined && { end: input.EndDate.getTime() }),
    ...(Description !== undefined && { description: Description }),
    state: input.State ?? "ENABLED",
    window: FlexibleTimeWindow,
    afterCompletion: input.ActionAfterCompletion ?? "NONE",
    created: before?.created ?? now,
    modified: now,
    isDone: false,
  };
  checkTiming(schedule, now);
  checkTarget(Target, targets);
  return schedule;
}

function checkTiming(timing: Timing & Pick<StoredSchedule, "start" | "end">, now: number): void {
  const { expression, timezone, start, end, window } = timing;
  try {
    timetableOf(timing);
  } catch (error) {
    if (error instanceof RangeError) {
      throw validation(`Invalid Schedule Expression Timezone ${timezone}.`);
    }
    throw error instanceof ScheduleProblem ? validation(`Invalid Schedule Expression ${expression}.`) : error;
  }
  if (start !== undefined && start < now - fiveMinutes) {
    throw validation("The StartDate you specify cannot be earlier than 5 minutes ago.");
  }
  if (end !== undefined && (end < now || (start !== undefined && end <= start))) {
    throw validation("The EndDate you specify must be in the future and later than the StartDate.");
  }
  const { Mode, MaximumWindowInMinutes } = window;
  if ((Mode === "FLEXIBLE") !== (MaximumWindowInMinutes !== undefined)) {
    throw validation(
      Mode === "FLEXIBLE"
        ? "MaximumWindowInMinutes must be provided when the FlexibleTimeWindow Mode is FLEXIBLE."
        : "MaximumWindowInMinutes can only be provided when the FlexibleTimeWindow Mode is FLEXIBLE.",
    );
  }
}

function checkTarget(
  { Arn, Input, DeadLetterConfig, EventBridgeParameters, SqsParameters }: ScheduleTarget,
  targets: Targets,
): void {
  const isUniversal = Arn.includes(":scheduler:::aws-sdk:");
  if (isUniversal && isReadOnly(Arn)) {
    throw validation(`${Arn} is an API action that only reads; EventBridge Scheduler does not support it.`);
  }
  if (isUniversal ? universalCall(Arn) === undefined : !targets.has(Arn) || /^arn:[^:]+:(?:logs|glue):/.test(Arn)) {
    throw validation(`Provided Arn is not in correct format, or the embedded AWS has no such target: ${Arn}`);
  }
  const isBus = /^arn:[^:]+:events:/.test(Arn);
  if (isBus !== (EventBridgeParameters !== undefined)) {
    throw validation("EventBridgeParameters are for event buses, which need them.");
  }
  const isFifo = Arn.endsWith(".fifo");
  if (isFifo !== (SqsParameters?.MessageGroupId !== undefined)) {
    throw validation("SqsParameters with a MessageGroupId are for FIFO queues, which need them.");
  }
  if ((isUniversal || isBus) && Input !== undefined && !isObject(Input)) {
    throw validation("Invalid Input: it must be a JSON object for this target.");
  }
  const deadLetters = DeadLetterConfig?.Arn;
  if (deadLetters !== undefined && (!/^arn:[^:]+:sqs:/.test(deadLetters) || deadLetters.endsWith(".fifo"))) {
    throw validation("The DeadLetterConfig must name a standard SQS queue.");
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const date = (time: number | undefined): Date | undefined => (time === undefined ? undefined : new Date(time));

/** A schedule as GetSchedule shows it. */
export function shownSchedule(schedule: StoredSchedule): GetScheduleOutput {
  return {
    Arn: schedule.arn,
    GroupName: schedule.group,
    Name: schedule.name,
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: schedule.timezone,
    StartDate: date(schedule.start),
    EndDate: date(schedule.end),
    Description: schedule.description,
    State: schedule.state,
    CreationDate: new Date(schedule.created),
    LastModificationDate: new Date(schedule.modified),
    Target: schedule.target,
    FlexibleTimeWindow: schedule.window,
    ActionAfterCompletion: schedule.afterCompletion,
  };
}

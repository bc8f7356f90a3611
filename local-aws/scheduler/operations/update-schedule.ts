import type { UpdateScheduleInput, UpdateScheduleOutput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { scheduleFrom } from "../schedule-definition";
import type { SchedulerContext } from "../scheduler-context";
import { defaultGroup } from "../schedules";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html */
export function updateSchedule(
  { schedules, integration }: SchedulerContext,
  input: Checked<UpdateScheduleInput>,
  { region }: RequestContext,
): UpdateScheduleOutput {
  const { Name, GroupName = defaultGroup } = input;
  schedules.group(GroupName, region);
  const before = schedules.get(GroupName, Name);
  schedules.write(scheduleFrom(input, before.arn, integration.targets, before));
  return { ScheduleArn: before.arn };
}

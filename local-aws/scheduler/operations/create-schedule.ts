import type { CreateScheduleInput, CreateScheduleOutput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { conflict } from "../errors";
import { scheduleFrom } from "../schedule-definition";
import type { SchedulerContext } from "../scheduler-context";
import { defaultGroup } from "../schedules";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
export function createSchedule(
  { accountId, schedules, integration }: SchedulerContext,
  input: Checked<CreateScheduleInput>,
  { region }: RequestContext,
): CreateScheduleOutput {
  const { Name, GroupName = defaultGroup } = input;
  schedules.group(GroupName, region);
  if (schedules.find(GroupName, Name) !== undefined) {
    throw conflict(`Schedule ${Name} already exists.`);
  }
  const arn = `arn:aws:scheduler:${region}:${accountId}:schedule/${GroupName}/${Name}`;
  schedules.write(scheduleFrom(input, arn, integration.targets));
  return { ScheduleArn: arn };
}

import type { GetScheduleInput, GetScheduleOutput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import { shownSchedule } from "../schedule-definition";
import type { SchedulerContext } from "../scheduler-context";
import { defaultGroup } from "../schedules";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html */
export function getSchedule(
  { schedules }: SchedulerContext,
  { Name, GroupName = defaultGroup }: Checked<GetScheduleInput>,
): GetScheduleOutput {
  return shownSchedule(schedules.get(GroupName, Name));
}

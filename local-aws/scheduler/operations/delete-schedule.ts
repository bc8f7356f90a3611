import type { DeleteScheduleInput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { SchedulerContext } from "../scheduler-context";
import { defaultGroup } from "../schedules";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteSchedule.html */
export function deleteSchedule(
  { schedules }: SchedulerContext,
  { Name, GroupName = defaultGroup }: Checked<DeleteScheduleInput>,
): void {
  schedules.delete(schedules.get(GroupName, Name));
}

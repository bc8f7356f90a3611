import type { DeleteScheduleGroupInput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { SchedulerContext } from "../scheduler-context";
import { defaultGroup } from "../schedules";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteScheduleGroup.html */
export function deleteScheduleGroup(
  { schedules }: SchedulerContext,
  { Name }: Checked<DeleteScheduleGroupInput>,
  { region }: RequestContext,
): void {
  if (Name === defaultGroup) {
    throw validation("The default schedule group cannot be deleted.");
  }
  schedules.group(Name, region);
  schedules.deleteGroup(Name);
}

import type { CreateScheduleGroupInput, CreateScheduleGroupOutput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { conflict } from "../errors";
import type { SchedulerContext } from "../scheduler-context";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html */
export function createScheduleGroup(
  { schedules }: SchedulerContext,
  { Name, Tags = [] }: Checked<CreateScheduleGroupInput>,
  { region }: RequestContext,
): CreateScheduleGroupOutput {
  if (schedules.hasGroup(Name)) {
    throw conflict(`Schedule group ${Name} already exists.`);
  }
  const group = schedules.newGroup(Name, region);
  schedules.writeGroup({ ...group, tags: Tags });
  return { ScheduleGroupArn: group.arn };
}

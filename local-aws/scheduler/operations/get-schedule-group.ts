import type { GetScheduleGroupInput, GetScheduleGroupOutput, ScheduleGroupSummary } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { SchedulerContext } from "../scheduler-context";
import type { StoredGroup } from "../schedules";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetScheduleGroup.html */
export function getScheduleGroup(
  { schedules }: SchedulerContext,
  { Name }: Checked<GetScheduleGroupInput>,
  { region }: RequestContext,
): GetScheduleGroupOutput {
  return shownGroup(schedules.group(Name, region));
}

/** A group as AWS shows it. */
export function shownGroup({ arn, name, created, modified }: StoredGroup): ScheduleGroupSummary {
  const [CreationDate, LastModificationDate] = [new Date(created), new Date(modified)];
  return { Arn: arn, Name: name, State: "ACTIVE", CreationDate, LastModificationDate };
}

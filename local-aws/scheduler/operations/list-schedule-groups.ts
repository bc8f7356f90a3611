import type { ListScheduleGroupsInput, ListScheduleGroupsOutput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import { pageOf } from "../../protocol/page-of";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { SchedulerContext } from "../scheduler-context";
import { shownGroup } from "./get-schedule-group";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListScheduleGroups.html */
export function listScheduleGroups(
  { schedules }: SchedulerContext,
  { NamePrefix = "", NextToken, MaxResults }: Checked<ListScheduleGroupsInput>,
  { region }: RequestContext,
): ListScheduleGroupsOutput {
  const found = schedules.allGroups(region).filter(({ name }) => name.startsWith(NamePrefix));
  const page = pageOf(found, ({ name }) => name, { token: NextToken, limit: MaxResults }, validation);
  return { ScheduleGroups: page.items.map(shownGroup), NextToken: page.NextToken };
}

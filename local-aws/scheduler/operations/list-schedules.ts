import type { ListSchedulesInput, ListSchedulesOutput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import { pageOf } from "../../protocol/page-of";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { SchedulerContext } from "../scheduler-context";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html */
export function listSchedules(
  { schedules }: SchedulerContext,
  { GroupName, NamePrefix = "", State, NextToken, MaxResults }: Checked<ListSchedulesInput>,
  { region }: RequestContext,
): ListSchedulesOutput {
  if (GroupName !== undefined) {
    schedules.group(GroupName, region);
  }
  const found = schedules
    .all()
    .filter(({ group }) => GroupName === undefined || group === GroupName)
    .filter(({ name, state }) => name.startsWith(NamePrefix) && (State === undefined || state === State));
  const page = pageOf(
    found,
    ({ group, name }) => `${group} ${name}`,
    { token: NextToken, limit: MaxResults },
    validation,
  );
  return {
    NextToken: page.NextToken,
    Schedules: page.items.map(({ arn, name, group, state, created, modified, target }) => ({
      Arn: arn,
      Name: name,
      GroupName: group,
      State: state,
      CreationDate: new Date(created),
      LastModificationDate: new Date(modified),
      Target: { Arn: target.Arn },
    })),
  };
}

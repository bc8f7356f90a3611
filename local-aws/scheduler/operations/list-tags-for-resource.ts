import type { ListTagsForResourceInput, ListTagsForResourceOutput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { SchedulerContext } from "../scheduler-context";
import type { Schedules, StoredGroup } from "../schedules";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListTagsForResource.html */
export function listTagsForResource(
  { schedules }: SchedulerContext,
  { ResourceArn }: Checked<ListTagsForResourceInput>,
  { region }: RequestContext,
): ListTagsForResourceOutput {
  return { Tags: [...taggedGroup(schedules, ResourceArn, region).tags] };
}

/** The group of an ARN: nothing else has tags. @throws AwsError ValidationException, ResourceNotFoundException */
export function taggedGroup(schedules: Schedules, arn: string, region: string): StoredGroup {
  const [, name] = /^arn:[^:]+:scheduler:[^:]*:\d*:schedule-group\/(.+)$/.exec(arn) ?? [];
  if (name === undefined) {
    throw validation(`${arn} is not the ARN of a schedule group.`);
  }
  return schedules.group(name, region);
}

import type { UntagResourceInput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { SchedulerContext } from "../scheduler-context";
import { taggedGroup } from "./list-tags-for-resource";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UntagResource.html */
export function untagResource(
  { schedules }: SchedulerContext,
  { ResourceArn, TagKeys }: Checked<UntagResourceInput>,
  { region }: RequestContext,
): void {
  const group = taggedGroup(schedules, ResourceArn, region);
  schedules.writeGroup({ ...group, tags: group.tags.filter(({ Key }) => !TagKeys.includes(Key ?? "")) });
}

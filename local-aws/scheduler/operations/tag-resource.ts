import type { TagResourceInput } from "@aws-sdk/client-scheduler";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { SchedulerContext } from "../scheduler-context";
import { taggedGroup } from "./list-tags-for-resource";

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_TagResource.html */
export function tagResource(
  { schedules }: SchedulerContext,
  { ResourceArn, Tags }: Checked<TagResourceInput>,
  { region }: RequestContext,
): void {
  const group = taggedGroup(schedules, ResourceArn, region);
  const keys = new Set(Tags.map(({ Key }) => Key));
  const others = group.tags.filter(({ Key }) => !keys.has(Key ?? ""));
  schedules.writeGroup({ ...group, tags: [...others, ...Tags] });
}

import type { ListTagsForResourceInput, ListTagsForResourceOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { MonitoringContext } from "../monitoring-context";
import { taggedResource } from "../tags";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html */
export function listTagsForResource(
  context: MonitoringContext,
  { ResourceARN }: Checked<ListTagsForResourceInput>,
): ListTagsForResourceOutput {
  const { tags } = taggedResource(context, ResourceARN);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

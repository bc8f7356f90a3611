import type { TagResourceInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { MonitoringContext } from "../monitoring-context";
import { readTags, taggedResource } from "../tags";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html */
export function tagResource(context: MonitoringContext, { ResourceARN, Tags }: Checked<TagResourceInput>): void {
  const { tags, put } = taggedResource(context, ResourceARN);
  put(readTags(Tags, tags));
}

import type { UntagResourceInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { MonitoringContext } from "../monitoring-context";
import { taggedResource } from "../tags";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html */
export function untagResource(context: MonitoringContext, { ResourceARN, TagKeys }: Checked<UntagResourceInput>): void {
  const { tags, put } = taggedResource(context, ResourceARN);
  put(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
}

import type { AddTagsToResourceMessage } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { readTags } from "../checks";
import type { RdsContext } from "../rds-context";
import { taggedResource } from "../tagged-resource";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_AddTagsToResource.html */
export function addTagsToResource(
  context: RdsContext,
  { ResourceName, Tags }: Checked<AddTagsToResourceMessage>,
): void {
  const { tags, put } = taggedResource(context, ResourceName);
  put(readTags(Tags, tags));
}

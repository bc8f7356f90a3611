import type { RemoveTagsFromResourceMessage } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import type { RdsContext } from "../rds-context";
import { taggedResource } from "../tagged-resource";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RemoveTagsFromResource.html */
export function removeTagsFromResource(
  context: RdsContext,
  { ResourceName, TagKeys }: Checked<RemoveTagsFromResourceMessage>,
): void {
  const { tags, put } = taggedResource(context, ResourceName);
  put(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
}

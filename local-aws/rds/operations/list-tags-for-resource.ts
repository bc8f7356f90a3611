import type { ListTagsForResourceMessage, TagListMessage } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { tagList } from "../instance";
import type { RdsContext } from "../rds-context";
import { taggedResource } from "../tagged-resource";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ListTagsForResource.html */
export function listTagsForResource(
  context: RdsContext,
  { ResourceName }: Checked<ListTagsForResourceMessage>,
): TagListMessage {
  return { TagList: tagList(taggedResource(context, ResourceName).tags) };
}

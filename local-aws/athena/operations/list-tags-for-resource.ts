import type { ListTagsForResourceInput, ListTagsForResourceOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pagination";
import { taggedWorkGroup } from "../work-groups/work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListTagsForResource.html */
export function listTagsForResource(
  context: AthenaContext,
  input: ListTagsForResourceInput,
): ListTagsForResourceOutput {
  const tags = context.tags.get(taggedWorkGroup(context.workGroups, input.ResourceARN));
  const { items, NextToken } = pageOf(tags, ({ Key }) => Key, input, 1000);
  return { Tags: items, NextToken };
}

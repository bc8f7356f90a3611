import type { UntagResourceInput, UntagResourceOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { taggedWorkGroup } from "../work-groups/work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_UntagResource.html */
export function untagResource(context: AthenaContext, input: UntagResourceInput): UntagResourceOutput {
  context.tags.remove(taggedWorkGroup(context.workGroups, input.ResourceARN), input.TagKeys ?? []);
  return {};
}

import type { TagResourceInput, TagResourceOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { taggedWorkGroup } from "../work-groups/work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_TagResource.html */
export function tagResource(context: AthenaContext, input: TagResourceInput): TagResourceOutput {
  context.tags.add(taggedWorkGroup(context.workGroups, input.ResourceARN), input.Tags ?? []);
  return {};
}

import type { UntagResourceRequest, UntagResourceResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { taggedResource } from "../tagged-resource";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UntagResource.html */
export function untagResource(context: GlueContext, input: Checked<UntagResourceRequest>): UntagResourceResponse {
  context.tags.remove(taggedResource(context, input.ResourceArn), input.TagsToRemove);
  return {};
}

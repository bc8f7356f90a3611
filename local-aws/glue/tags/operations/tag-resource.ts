import type { TagResourceRequest, TagResourceResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { taggedResource } from "../tagged-resource";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_TagResource.html */
export function tagResource(context: GlueContext, input: Checked<TagResourceRequest>): TagResourceResponse {
  context.tags.add(taggedResource(context, input.ResourceArn), input.TagsToAdd);
  return {};
}

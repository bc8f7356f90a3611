import type { TagResourceRequest, TagResourceResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { taggedResource } from "../tagged-resource";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_TagResource.html */
export function tagResource(context: GlueContext, input: TagResourceRequest): TagResourceResponse {
  context.tags.add(taggedResource(context, input.ResourceArn), required("tagsToAdd", input.TagsToAdd));
  return {};
}

import type { GetTagsRequest, GetTagsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { taggedResource } from "../tagged-resource";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTags.html */
export function getTags(context: GlueContext, input: GetTagsRequest): GetTagsResponse {
  return { Tags: context.tags.get(taggedResource(context, input.ResourceArn)) };
}

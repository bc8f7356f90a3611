import type { ListTagsRequest, ListTagsResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { tagOwner } from "../functions/tag-owner";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export function listTags(context: LambdaContext, input: ListTagsRequest, request: RequestContext): ListTagsResponse {
  return { Tags: { ...tagOwner(context, input.Resource ?? "", request).tags } };
}

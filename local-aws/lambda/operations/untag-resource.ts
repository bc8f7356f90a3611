import type { UntagResourceRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { tagOwner } from "../functions/tag-owner";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export function untagResource(context: LambdaContext, input: UntagResourceRequest, request: RequestContext): void {
  const owner = tagOwner(context, input.Resource ?? "", request);
  owner.put(Object.fromEntries(Object.entries(owner.tags).filter(([key]) => !input.TagKeys?.includes(key))));
}

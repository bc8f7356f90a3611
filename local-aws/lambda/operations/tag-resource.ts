import type { TagResourceRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { tagOwner } from "../functions/tag-owner";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export function tagResource(context: LambdaContext, input: TagResourceRequest, request: RequestContext): void {
  const owner = tagOwner(context, input.Resource ?? "", request);
  owner.put({ ...owner.tags, ...input.Tags });
}

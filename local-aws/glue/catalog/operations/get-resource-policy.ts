import type { GetResourcePolicyRequest, GetResourcePolicyResponse } from "@aws-sdk/client-glue";
import type { RequestContext } from "../../../protocol/service";
import type { GlueContext } from "../../glue-context";
import { policyArn } from "../policies/policy-arn";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetResourcePolicy.html */
export function getResourcePolicy(
  { policies }: GlueContext,
  input: GetResourcePolicyRequest,
  request: RequestContext,
): GetResourcePolicyResponse {
  return policies.get(policyArn(input.ResourceArn, request));
}

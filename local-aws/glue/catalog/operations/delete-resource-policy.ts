import type { DeleteResourcePolicyRequest, DeleteResourcePolicyResponse } from "@aws-sdk/client-glue";
import type { RequestContext } from "../../../protocol/service";
import type { GlueContext } from "../../glue-context";
import { policyArn } from "../policies/policy-arn";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteResourcePolicy.html */
export function deleteResourcePolicy(
  { policies }: GlueContext,
  input: DeleteResourcePolicyRequest,
  request: RequestContext,
): DeleteResourcePolicyResponse {
  policies.delete(policyArn(input.ResourceArn, request), input.PolicyHashCondition);
  return {};
}

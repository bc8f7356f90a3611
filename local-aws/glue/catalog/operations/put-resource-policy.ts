import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { RequestContext } from "../../../protocol/service";
import type { GlueContext } from "../../glue-context";
import { policyArn } from "../policies/policy-arn";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_PutResourcePolicy.html */
export function putResourcePolicy(
  { policies }: GlueContext,
  input: Checked<PutResourcePolicyRequest>,
  request: RequestContext,
): PutResourcePolicyResponse {
  const exists = input.PolicyExistsCondition ?? "NONE";
  const policy = input.PolicyInJson;
  const conditions = { hash: input.PolicyHashCondition, exists };
  return { PolicyHash: policies.put(policyArn(input.ResourceArn, request), policy, conditions) };
}

import type { GetResourcePoliciesRequest, GetResourcePoliciesResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetResourcePolicies.html */
export function getResourcePolicies(
  { policies }: GlueContext,
  input: GetResourcePoliciesRequest,
): GetResourcePoliciesResponse {
  const { items, NextToken } = pageOf(policies.all(), (policy) => policy.PolicyHash ?? "", input, 1000);
  return { GetResourcePoliciesResponseList: items, NextToken };
}

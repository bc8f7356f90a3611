import type { GetResourcePoliciesRequest, GetResourcePoliciesResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { page } from "../../page";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetResourcePolicies.html */
export function getResourcePolicies(
  { policies }: GlueContext,
  input: GetResourcePoliciesRequest,
): GetResourcePoliciesResponse {
  const { items, NextToken } = page(policies.all(), (policy) => policy.PolicyHash ?? "", input, 1000);
  return { GetResourcePoliciesResponseList: items, NextToken };
}

import type { GetResourcePolicyRequest, GetResourcePolicyResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { policyArn } from "../policies/policy-arn";
import type { ResourcePolicies } from "../policies/resource-policies";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetResourcePolicy.html */
export const getResourcePolicy =
  (policies: ResourcePolicies): Operation<GetResourcePolicyRequest, GetResourcePolicyResponse> =>
  (input, context) =>
    policies.get(policyArn(input.ResourceArn, context));

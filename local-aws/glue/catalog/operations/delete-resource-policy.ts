import type { DeleteResourcePolicyRequest, DeleteResourcePolicyResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { policyArn } from "../policies/policy-arn";
import type { ResourcePolicies } from "../policies/resource-policies";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy =
  (policies: ResourcePolicies): Operation<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse> =>
  (input, context) => {
    policies.delete(policyArn(input.ResourceArn, context), input.PolicyHashCondition);
    return {};
  };

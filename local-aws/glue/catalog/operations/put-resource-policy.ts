import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { oneOf, required } from "../../errors";
import { policyArn } from "../policies/policy-arn";
import type { ResourcePolicies } from "../policies/resource-policies";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_PutResourcePolicy.html */
export const putResourcePolicy =
  (policies: ResourcePolicies): Operation<PutResourcePolicyRequest, PutResourcePolicyResponse> =>
  (input, context) => {
    const exists = input.PolicyExistsCondition ?? "NONE";
    oneOf("policyExistsCondition", exists, ["MUST_EXIST", "NOT_EXIST", "NONE"]);
    const policy = required("policyInJson", input.PolicyInJson);
    const conditions = { hash: input.PolicyHashCondition, exists };
    return { PolicyHash: policies.put(policyArn(input.ResourceArn, context), policy, conditions) };
  };

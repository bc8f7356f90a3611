import type { GetResourcePoliciesRequest, GetResourcePoliciesResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { ResourcePolicies } from "../policies/resource-policies";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetResourcePolicies.html */
export const getResourcePolicies =
  (policies: ResourcePolicies): Operation<GetResourcePoliciesRequest, GetResourcePoliciesResponse> =>
  (input) => {
    const { items, NextToken } = page(policies.all(), (policy) => policy.PolicyHash ?? "", input, 1000);
    return { GetResourcePoliciesResponseList: items, NextToken };
  };

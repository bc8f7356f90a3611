import type { GetPolicyRequest, GetPolicyResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { notFound } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import { policyOf } from "../functions/permissions";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export function getPolicy(
  { functions }: LambdaContext,
  input: GetPolicyRequest,
  { region }: RequestContext,
): GetPolicyResponse {
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "", input.Qualifier);
  const { record } = functions.resolve(name, qualifier, region, 1);
  const policy = policyOf(record, qualifier);
  if (policy === undefined) {
    throw notFound("The resource you requested does not exist.");
  }
  const text = { Version: "2012-10-17", Id: "default", Statement: policy.statements };
  return { Policy: JSON.stringify(text), RevisionId: policy.revisionId };
}

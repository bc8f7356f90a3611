import type { GetResourcePolicyRequest, GetResourcePolicyResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html */
export function getResourcePolicy(
  { secrets }: SecretsContext,
  { SecretId }: Checked<GetResourcePolicyRequest>,
): GetResourcePolicyResponse {
  const { arn, name, policy } = secrets.get(SecretId);
  return { ARN: arn, Name: name, ResourcePolicy: policy };
}

import type { DeleteResourcePolicyRequest, DeleteResourcePolicyResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteResourcePolicy.html */
export function deleteResourcePolicy(
  { secrets }: SecretsContext,
  { SecretId }: Checked<DeleteResourcePolicyRequest>,
): DeleteResourcePolicyResponse {
  const { policy: _, ...secret } = secrets.get(SecretId);
  secrets.put(secret);
  return { ARN: secret.arn, Name: secret.name };
}

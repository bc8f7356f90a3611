import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html */
export function putResourcePolicy(
  { secrets }: SecretsContext,
  { SecretId, ResourcePolicy }: Checked<PutResourcePolicyRequest>,
): PutResourcePolicyResponse {
  const secret = secrets.get(SecretId);
  try {
    JSON.parse(ResourcePolicy);
  } catch {
    throw new AwsError("MalformedPolicyDocumentException", "This resource policy contains invalid JSON.");
  }
  secrets.put({ ...secret, policy: ResourcePolicy });
  return { ARN: secret.arn, Name: secret.name };
}

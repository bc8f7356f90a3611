import type { RestoreSecretRequest, RestoreSecretResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RestoreSecret.html */
export function restoreSecret(
  { secrets }: SecretsContext,
  { SecretId }: Checked<RestoreSecretRequest>,
): RestoreSecretResponse {
  const { deletionDate: _, ...secret } = secrets.get(SecretId, true);
  secrets.put(secret);
  return { ARN: secret.arn, Name: secret.name };
}

import type { CancelRotateSecretRequest, CancelRotateSecretResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import { invalidRequest } from "../errors";
import { versionAt } from "../secret";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CancelRotateSecret.html */
export function cancelRotateSecret(
  { secrets }: SecretsContext,
  { SecretId }: Checked<CancelRotateSecretRequest>,
): CancelRotateSecretResponse {
  const secret = secrets.get(SecretId);
  if (secret.rotation === undefined) {
    throw invalidRequest("You tried to cancel rotation of a secret that isn't configured for rotation.");
  }
  const { pending: _, ...rotation } = secret.rotation;
  secrets.put({ ...secret, rotation: { ...rotation, enabled: false } });
  return { ARN: secret.arn, Name: secret.name, VersionId: versionAt(secret, "AWSPENDING")?.id };
}

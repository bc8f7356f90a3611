import type { PutSecretValueRequest, PutSecretValueResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import { invalidRequest } from "../errors";
import type { SecretsContext } from "../secrets-context";
import { readValue, withValue } from "../values";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
export function putSecretValue(
  { secrets }: SecretsContext,
  input: Checked<PutSecretValueRequest>,
): PutSecretValueResponse {
  const before = secrets.get(input.SecretId);
  const value = readValue(input);
  if (value === undefined) {
    throw invalidRequest("You must provide either SecretString or SecretBinary.");
  }
  const { secret, id } = withValue(before, value, input.ClientRequestToken, input.VersionStages);
  if (secret !== before) {
    secrets.put(secret);
  }
  const stages = secret.versions.find((version) => version.id === id)?.stages ?? [];
  return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: [...stages] };
}

import type { UpdateSecretRequest, UpdateSecretResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import type { SecretsContext } from "../secrets-context";
import { readValue, withValue } from "../values";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html */
export function updateSecret({ secrets }: SecretsContext, input: Checked<UpdateSecretRequest>): UpdateSecretResponse {
  const before = secrets.get(input.SecretId);
  const value = readValue(input);
  const { secret, id } =
    value === undefined ? { secret: before, id: undefined } : withValue(before, value, input.ClientRequestToken);
  const { Description: description = secret.description, KmsKeyId: kmsKeyId = secret.kmsKeyId } = input;
  secrets.put({ ...secret, description, kmsKeyId, lastChangedDate: Date.now() });
  return { ARN: secret.arn, Name: secret.name, VersionId: id };
}

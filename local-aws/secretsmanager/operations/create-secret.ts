import type { CreateSecretRequest, CreateSecretResponse } from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { invalidRequest } from "../errors";
import type { Secret } from "../secret";
import { newArn } from "../secrets";
import type { SecretsContext } from "../secrets-context";
import { readValue, withValue } from "../values";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export function createSecret(
  { secrets }: SecretsContext,
  input: Checked<CreateSecretRequest>,
  request: RequestContext,
): CreateSecretResponse {
  const { Name: name, ClientRequestToken: token } = input;
  if (!/^[A-Za-z0-9/_+=.@!-]+$/.test(name)) {
    throw new AwsError(
      "ValidationException",
      "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    );
  }
  const value = readValue(input);
  const before = secrets.find(name);
  if (before?.deletionDate !== undefined) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  if (before !== undefined) {
    const version = before.versions.find(({ id }) => id === token);
    if (
      version?.value !== undefined &&
      version.value.string === value?.string &&
      version.value.binary === value?.binary
    ) {
      // the same request again
      return { ARN: before.arn, Name: name, VersionId: token };
    }
    throw new AwsError("ResourceExistsException", `The operation failed because the secret ${name} already exists.`);
  }
  const now = Date.now();
  const empty: Secret = {
    arn: newArn(name, request),
    name,
    description: input.Description,
    kmsKeyId: input.KmsKeyId,
    createdDate: now,
    lastChangedDate: now,
    tags: input.Tags ?? [],
    versions: [],
  };
  const { secret, id } = value === undefined ? { secret: empty, id: undefined } : withValue(empty, value, token);
  secrets.put(secret);
  return { ARN: secret.arn, Name: name, VersionId: id };
}

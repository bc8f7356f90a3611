import type { DeleteSecretRequest, DeleteSecretResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { invalidParameter, invalidRequest } from "../errors";
import { newArn } from "../secrets";
import type { SecretsContext } from "../secrets-context";

const day = 86_400_000;

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
export function deleteSecret(
  { secrets }: SecretsContext,
  { SecretId, RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: isForced }: Checked<DeleteSecretRequest>,
  request: RequestContext,
): DeleteSecretResponse {
  if (isForced && days !== undefined) {
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
  }
  if (days !== undefined && (days < 7 || days > 30)) {
    throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
  }
  if (isForced) {
    // one that is not there is not missed
    const found = secrets.find(SecretId);
    if (found !== undefined) {
      secrets.remove(found);
    }
    const { arn, name } = found ?? { arn: newArn(SecretId, request), name: SecretId };
    return { ARN: arn, Name: name, DeletionDate: new Date() };
  }
  const secret = secrets.get(SecretId, true);
  if (secret.deletionDate !== undefined) {
    throw invalidRequest(
      "You can't perform this operation on the secret because it was already scheduled for deletion.",
    );
  }
  const deletionDate = Date.now() + (days ?? 30) * day;
  secrets.put({ ...secret, deletionDate });
  return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(deletionDate) };
}

import type {
  UpdateSecretVersionStageRequest,
  UpdateSecretVersionStageResponse,
} from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import { invalidParameter, notFound } from "../errors";
import { versionAt, withStage } from "../secret";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html */
export function updateSecretVersionStage(
  { secrets }: SecretsContext,
  { SecretId, VersionStage, RemoveFromVersionId: from, MoveToVersionId: to }: Checked<UpdateSecretVersionStageRequest>,
): UpdateSecretVersionStageResponse {
  const secret = secrets.get(SecretId);
  for (const id of [from, to]) {
    if (id !== undefined && !secret.versions.some((version) => version.id === id)) {
      throw notFound(`specified secret value for VersionId: ${id}`);
    }
  }
  const holder = versionAt(secret, VersionStage);
  if (from !== undefined && holder?.id !== from) {
    throw invalidParameter(`Version stage ${VersionStage} not found in version ${from}`);
  }
  if (from === undefined && holder !== undefined && holder.id !== to) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${VersionStage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
  if (VersionStage === "AWSCURRENT" && to === undefined) {
    throw invalidParameter(
      "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
    );
  }
  secrets.put({ ...withStage(secret, VersionStage, to), lastChangedDate: Date.now() });
  return { ARN: secret.arn, Name: secret.name };
}

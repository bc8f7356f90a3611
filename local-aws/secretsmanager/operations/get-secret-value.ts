import type { GetSecretValueRequest, GetSecretValueResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import { invalidRequest, notFound } from "../errors";
import { versionAt } from "../secret";
import type { SecretsContext } from "../secrets-context";
import { givenValue } from "../values";

const day = 86_400_000;

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export function getSecretValue(
  { secrets }: SecretsContext,
  { SecretId, VersionId, VersionStage }: Checked<GetSecretValueRequest>,
): GetSecretValueResponse {
  const secret = secrets.get(SecretId);
  const stage = VersionStage ?? "AWSCURRENT";
  const version =
    VersionId === undefined ? versionAt(secret, stage) : secret.versions.find(({ id }) => id === VersionId);
  if (version?.value === undefined) {
    const sought = VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${VersionId}`;
    throw notFound(`specified secret value for ${sought}`);
  }
  if (VersionStage !== undefined && !version.stages.includes(VersionStage)) {
    throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
  }
  const today = Math.floor(Date.now() / day) * day;
  if (version.lastAccessedDate !== today) {
    const versions = secret.versions.map((each) => (each === version ? { ...each, lastAccessedDate: today } : each));
    secrets.put({ ...secret, lastAccessedDate: today, versions });
  }
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    ...givenValue(version.value),
    VersionStages: [...version.stages],
    CreatedDate: new Date(version.createdDate),
  };
}

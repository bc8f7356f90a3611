import type { ListSecretVersionIdsRequest, ListSecretVersionIdsResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import { sortable, sortedBy } from "../../protocol/page-of";
import { pageOf } from "../listing";
import { dateOf, type SecretVersion } from "../secret";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html */
export function listSecretVersionIds(
  { secrets }: SecretsContext,
  input: Checked<ListSecretVersionIdsRequest>,
): ListSecretVersionIdsResponse {
  const secret = secrets.get(input.SecretId);
  const versions = secret.versions.filter(({ stages }) => input.IncludeDeprecated || stages.length > 0);
  const keyOf = ({ createdDate, id }: SecretVersion) => `${sortable(createdDate)} ${id}`;
  const { page, next } = pageOf(sortedBy(versions, keyOf), keyOf, {
    ...{ token: input.NextToken, limit: input.MaxResults ?? 100 },
  });
  return {
    ARN: secret.arn,
    Name: secret.name,
    Versions: page.map(({ id, stages, createdDate, lastAccessedDate }) => ({
      VersionId: id,
      VersionStages: stages.length === 0 ? undefined : [...stages],
      CreatedDate: new Date(createdDate),
      LastAccessedDate: dateOf(lastAccessedDate),
      KmsKeyIds: [secret.kmsKeyId ?? "DefaultEncryptionKey"],
    })),
    NextToken: next,
  };
}

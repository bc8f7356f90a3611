import type { ListSecretsRequest, ListSecretsResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import { sortable, sortedBy } from "../../protocol/page-of";
import { listEntry, matches, pageOf } from "../listing";
import type { Secret } from "../secret";
import type { SecretsContext } from "../secrets-context";

/** What no two have, and sorts them. */
const keys: Readonly<Record<string, (secret: Secret) => string>> = {
  "created-date": ({ createdDate, arn }) => `${sortable(createdDate)} ${arn}`,
  "last-accessed-date": ({ lastAccessedDate = 0, arn }) => `${sortable(lastAccessedDate)} ${arn}`,
  "last-changed-date": ({ lastChangedDate, arn }) => `${sortable(lastChangedDate)} ${arn}`,
  name: ({ name }) => name,
};

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export function listSecrets({ secrets }: SecretsContext, input: Checked<ListSecretsRequest>): ListSecretsResponse {
  const { Filters, IncludePlannedDeletion, SortBy = "created-date", SortOrder = "desc" } = input;
  const found = secrets
    .all()
    .filter((secret) => (IncludePlannedDeletion || secret.deletionDate === undefined) && matches(secret, Filters));
  const keyOf = keys[SortBy] ?? (({ arn }) => arn);
  const sorted = sortedBy(found, keyOf);
  const descending = SortOrder === "desc";
  const { page, next } = pageOf(descending ? sorted.reverse() : sorted, keyOf, {
    ...{ token: input.NextToken, limit: input.MaxResults ?? 100, descending },
  });
  return { SecretList: page.map(listEntry), NextToken: next };
}

import type { ListSecretsRequest, ListSecretsResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import { listEntry, matches, pageOf } from "../listing";
import type { Secret } from "../secret";
import type { SecretsContext } from "../secrets-context";

const orders: Readonly<Record<string, (a: Secret, b: Secret) => number>> = {
  "created-date": (a, b) => a.createdDate - b.createdDate,
  "last-accessed-date": (a, b) => (a.lastAccessedDate ?? 0) - (b.lastAccessedDate ?? 0),
  "last-changed-date": (a, b) => a.lastChangedDate - b.lastChangedDate,
  name: (a, b) => (a.name < b.name ? -1 : 1),
};

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export function listSecrets({ secrets }: SecretsContext, input: Checked<ListSecretsRequest>): ListSecretsResponse {
  const { Filters, IncludePlannedDeletion, SortBy = "created-date", SortOrder = "desc" } = input;
  const found = secrets
    .all()
    .filter((secret) => (IncludePlannedDeletion || secret.deletionDate === undefined) && matches(secret, Filters))
    .sort(orders[SortBy]);
  const ordered = SortOrder === "desc" ? found.reverse() : found;
  const { page, next } = pageOf(ordered, ({ arn }) => arn, input.NextToken, input.MaxResults ?? 100);
  return { SecretList: page.map(listEntry), NextToken: next };
}

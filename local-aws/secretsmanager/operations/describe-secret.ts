import type { DescribeSecretRequest, DescribeSecretResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import { shownSecret } from "../listing";
import { stagesOf } from "../secret";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export function describeSecret(
  { secrets }: SecretsContext,
  { SecretId }: Checked<DescribeSecretRequest>,
): DescribeSecretResponse {
  const secret = secrets.get(SecretId, true);
  return { ...shownSecret(secret), VersionIdsToStages: stagesOf(secret) };
}

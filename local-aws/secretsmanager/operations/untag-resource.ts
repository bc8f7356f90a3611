import type { UntagResourceRequest } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UntagResource.html */
export function untagResource({ secrets }: SecretsContext, { SecretId, TagKeys }: Checked<UntagResourceRequest>): void {
  const secret = secrets.get(SecretId);
  secrets.put({ ...secret, tags: secret.tags.filter(({ Key = "" }) => !TagKeys.includes(Key)) });
}

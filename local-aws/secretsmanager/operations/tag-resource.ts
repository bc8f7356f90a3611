import type { TagResourceRequest } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html */
export function tagResource({ secrets }: SecretsContext, { SecretId, Tags }: Checked<TagResourceRequest>): void {
  const secret = secrets.get(SecretId);
  const kept = secret.tags.filter(({ Key }) => !Tags.some((tag) => tag.Key === Key));
  secrets.put({ ...secret, tags: [...kept, ...Tags] });
}

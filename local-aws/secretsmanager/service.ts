import type { ServiceCalls } from "../integration/service-calls";
import { AwsError } from "../protocol/aws-error";
import { jsonService } from "../protocol/json-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { batchGetSecretValue } from "./operations/batch-get-secret-value";
import { cancelRotateSecret } from "./operations/cancel-rotate-secret";
import { createSecret } from "./operations/create-secret";
import { deleteResourcePolicy } from "./operations/delete-resource-policy";
import { deleteSecret } from "./operations/delete-secret";
import { describeSecret } from "./operations/describe-secret";
import { getRandomPassword } from "./operations/get-random-password";
import { getResourcePolicy } from "./operations/get-resource-policy";
import { getSecretValue } from "./operations/get-secret-value";
import { listSecretVersionIds } from "./operations/list-secret-version-ids";
import { listSecrets } from "./operations/list-secrets";
import { putResourcePolicy } from "./operations/put-resource-policy";
import { putSecretValue } from "./operations/put-secret-value";
import { restoreSecret } from "./operations/restore-secret";
import { rotateSecret } from "./operations/rotate-secret";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";
import { updateSecret } from "./operations/update-secret";
import { updateSecretVersionStage } from "./operations/update-secret-version-stage";
import { Rotations } from "./rotations";
import { Secrets } from "./secrets";
import type { SecretsContext } from "./secrets-context";

const operations = {
  BatchGetSecretValue: batchGetSecretValue,
  CancelRotateSecret: cancelRotateSecret,
  CreateSecret: createSecret,
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteSecret: deleteSecret,
  DescribeSecret: describeSecret,
  GetRandomPassword: getRandomPassword,
  GetResourcePolicy: getResourcePolicy,
  GetSecretValue: getSecretValue,
  ListSecretVersionIds: listSecretVersionIds,
  ListSecrets: listSecrets,
  PutResourcePolicy: putResourcePolicy,
  PutSecretValue: putSecretValue,
  RestoreSecret: restoreSecret,
  RotateSecret: rotateSecret,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSecret: updateSecret,
  UpdateSecretVersionStage: updateSecretVersionStage,
} satisfies OperationsOf<typeof import("@aws-sdk/client-secrets-manager"), SecretsContext>;

export interface SecretsManagerOptions {
  readonly dataDir: string;
  readonly accountId: string;
  /** By which functions rotate. */
  readonly calls: ServiceCalls;
}

/**
 * AWS Secrets Manager, and its secrets for other services.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html
 */
export function secretsManagerService({ dataDir, accountId, calls }: SecretsManagerOptions): Service {
  const secrets = new Secrets(dataDir);
  const rotations = new Rotations(secrets, calls);
  return jsonService({
    name: "secretsmanager",
    targetPrefix: "secretsmanager",
    context: { secrets, rotations },
    operations,
    refuse: (message) => new AwsError("ValidationException", message),
    internalError: "InternalServiceError",
    showsValues: true,
    refused: {
      CreateSecret: ["AddReplicaRegions", "ForceOverwriteReplicaSecret", "Type", "CrossAccountPrimaryARN"],
      DeleteResourcePolicy: ["PolicyName"],
      GetResourcePolicy: ["PolicyName"],
      PutResourcePolicy: ["PolicyName", "BlockPublicPolicy"],
      PutSecretValue: ["RotationToken"],
      RotateSecret: ["ExternalSecretRotationMetadata", "ExternalSecretRotationRoleArn"],
      UpdateSecret: ["Type"],
    },
    kept: ["DeleteResourcePolicy", "GetResourcePolicy", "PutResourcePolicy"],
    async load() {
      await secrets.load();
      rotations.resume({ requestId: "rotation", region: "us-east-1", accountId });
    },
    async reset() {
      rotations.abandon();
      secrets.reset();
    },
    close: () => rotations.close(),
  });
}

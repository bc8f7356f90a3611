import { randomBytes, randomUUID } from "node:crypto";
import type { ServiceCalls } from "../integration/service-calls";
import type { RequestContext } from "../protocol/service";

/** A password that RDS makes itself: letters and digits. */
export function randomPassword(): string {
  return randomBytes(24).toString("base64url").replace(/[-_]/g, "x");
}

/**
 * Keeps a master user's password in Secrets Manager, as RDS does.
 *
 * @returns The secret's ARN.
 * @throws AwsError As Secrets Manager refuses it.
 */
export async function createMasterSecret(
  calls: ServiceCalls,
  {
    username,
    password,
    instanceArn,
  }: { readonly username: string; readonly password: string; readonly instanceArn: string },
  context: RequestContext,
): Promise<string> {
  const { ARN } = await calls.call(
    "secretsmanager",
    "CreateSecret",
    {
      Name: `rds!db-${randomUUID()}`,
      Description: `The secret associated with the primary RDS DB instance: ${instanceArn}`,
      SecretString: JSON.stringify({ username, password }),
      Tags: [
        { Key: "aws:rds:primaryDBInstanceArn", Value: instanceArn },
        { Key: "aws:secretsmanager:owningService", Value: "rds" },
      ],
    },
    context,
  );
  return ARN as string;
}

export async function putMasterSecret(
  calls: ServiceCalls,
  {
    secretArn,
    username,
    password,
  }: { readonly secretArn: string; readonly username: string; readonly password: string },
  context: RequestContext,
): Promise<void> {
  const SecretString = JSON.stringify({ username, password });
  await calls.call("secretsmanager", "PutSecretValue", { SecretId: secretArn, SecretString }, context);
}

export async function deleteMasterSecret(
  calls: ServiceCalls,
  secretArn: string,
  context: RequestContext,
): Promise<void> {
  await calls.call(
    "secretsmanager",
    "DeleteSecret",
    { SecretId: secretArn, ForceDeleteWithoutRecovery: true },
    context,
  );
}

import { randomUUID } from "node:crypto";
import type { RotateSecretRequest, RotateSecretResponse } from "@aws-sdk/client-secrets-manager";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { invalidParameter, invalidRequest } from "../errors";
import type { SecretsContext } from "../secrets-context";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html */
export async function rotateSecret(
  { secrets, rotations }: SecretsContext,
  input: Checked<RotateSecretRequest>,
  request: RequestContext,
): Promise<RotateSecretResponse> {
  const before = secrets.get(input.SecretId);
  const lambdaArn = input.RotationLambdaARN ?? before.rotation?.lambdaArn;
  if (lambdaArn === undefined) {
    throw invalidRequest("No Lambda rotation function ARN is associated with this secret.");
  }
  const rules = input.RotationRules ?? before.rotation?.rules ?? {};
  if (rules.AutomaticallyAfterDays !== undefined && rules.ScheduleExpression !== undefined) {
    throw invalidParameter("RotationRules can't have both AutomaticallyAfterDays and ScheduleExpression.");
  }
  const token = input.ClientRequestToken ?? randomUUID();
  const secret = { ...before, rotation: { ...before.rotation, enabled: true, lambdaArn, rules } };
  if (input.RotateImmediately === false) {
    secrets.put(secret);
    return { ARN: secret.arn, Name: secret.name };
  }
  await rotations.start(secret, token, request);
  return { ARN: secret.arn, Name: secret.name, VersionId: token };
}

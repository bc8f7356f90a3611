import { randomUUID } from "node:crypto";
import { AwsError } from "../protocol/aws-error";
import { invalidParameter } from "./errors";
import { type Secret, type SecretValue, withStage, withVersion } from "./secret";

interface GivenValue {
  readonly SecretString?: string;
  readonly SecretBinary?: Uint8Array;
}

/** @returns Undefined where none is given. @throws AwsError InvalidParameterException where both are */
export function readValue({ SecretString: string, SecretBinary: binary }: GivenValue): SecretValue | undefined {
  if (string !== undefined && binary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (binary !== undefined) {
    return { binary: Buffer.from(binary).toString("base64") };
  }
  return string === undefined ? undefined : { string };
}

export function givenValue(value: SecretValue | undefined): GivenValue {
  return {
    SecretString: value?.string,
    SecretBinary: value?.binary === undefined ? undefined : Buffer.from(value.binary, "base64"),
  };
}

/**
 * A secret with a new version.
 *
 * @param token The version's id; a new one where there is none. One that is there has to have the same value.
 * @throws AwsError ResourceExistsException
 */
export function withValue(
  secret: Secret,
  value: SecretValue,
  token = randomUUID() as string,
  stages: readonly string[] = ["AWSCURRENT"],
): { readonly secret: Secret; readonly id: string } {
  const before = secret.versions.find(({ id }) => id === token);
  if (before?.value !== undefined) {
    if (before.value.string !== value.string || before.value.binary !== value.binary) {
      throw new AwsError(
        "ResourceExistsException",
        `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
      );
    }
    return { secret, id: token };
  }
  const now = Date.now();
  const version = { id: token, createdDate: now, stages: before?.stages ?? [], value };
  // the first one is the current one, whatever it is called
  const labels = secret.versions.some(({ stages: own }) => own.includes("AWSCURRENT"))
    ? stages
    : ["AWSCURRENT", ...stages];
  const labelled = [...new Set(labels)].reduce(
    (changed, stage) => withStage(changed, stage, token),
    withVersion(secret, version),
  );
  return { secret: { ...labelled, lastChangedDate: now }, id: token };
}

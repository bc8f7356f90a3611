import type { RotationRulesType, Tag } from "@aws-sdk/client-secrets-manager";

/** A secret as it lies on disk. Times are in milliseconds since 1970. */
export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly createdDate: number;
  readonly lastChangedDate: number;
  /** The start of the day, as on AWS. */
  readonly lastAccessedDate?: number;
  /** When it will be gone, where it is to be deleted. */
  readonly deletionDate?: number;
  readonly tags: readonly Tag[];
  /** In the order in which they came. */
  readonly versions: readonly SecretVersion[];
  readonly policy?: string;
  readonly rotation?: Rotation;
  readonly lastRotatedDate?: number;
}

export interface SecretVersion {
  readonly id: string;
  readonly createdDate: number;
  readonly lastAccessedDate?: number;
  /** The staging labels. */
  readonly stages: readonly string[];
  readonly value?: SecretValue;
}

/** One of both; bytes are in base64. */
export interface SecretValue {
  readonly string?: string;
  readonly binary?: string;
}

export interface Rotation {
  readonly enabled: boolean;
  readonly lambdaArn: string;
  readonly rules: RotationRulesType;
  /** The version that is being made by the function now. */
  readonly pending?: string;
}

/** The version with a staging label; no other has it. */
export function versionAt(secret: Secret, stage: string): SecretVersion | undefined {
  return secret.versions.find(({ stages }) => stages.includes(stage));
}

/**
 * A secret whose label is moved to a version; undefined takes it away. AWSPREVIOUS goes where AWSCURRENT was.
 *
 * @param id Of a version that is there.
 */
export function withStage(secret: Secret, stage: string, id: string | undefined): Secret {
  const before = versionAt(secret, stage);
  const versions = secret.versions.map((version) => {
    const others = version.stages.filter((each) => each !== stage);
    return { ...version, stages: version.id === id ? [...others, stage] : others };
  });
  const moved = { ...secret, versions };
  return stage === "AWSCURRENT" && before !== undefined && before.id !== id
    ? withStage(moved, "AWSPREVIOUS", before.id)
    : moved;
}

/** AWS keeps the newest hundred and all that have labels. */
const mostVersions = 100;

export function withVersion(secret: Secret, version: SecretVersion): Secret {
  const old = secret.versions.filter(({ id }) => id !== version.id);
  const surplus = old.length + 1 - mostVersions;
  const gone = surplus > 0 ? old.filter(({ stages }) => stages.length === 0).slice(0, surplus) : [];
  return { ...secret, versions: [...old.filter((each) => !gone.includes(each)), version] };
}

export function dateOf(milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

/** Labels by version, of those that have some. */
export function stagesOf({ versions }: Secret): Record<string, string[]> | undefined {
  const labelled = versions.filter(({ stages }) => stages.length > 0).map(({ id, stages }) => [id, [...stages]]);
  return labelled.length === 0 ? undefined : Object.fromEntries(labelled);
}

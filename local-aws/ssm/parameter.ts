import type { ParameterTier, ParameterType, Tag } from "@aws-sdk/client-ssm";

/** A parameter as it lies on disk, with its history. */
export interface StoredParameter {
  readonly name: string;
  readonly arn: string;
  readonly tags: readonly Tag[];
  /** The oldest first; the last one counts. */
  readonly versions: readonly ParameterVersion[];
}

export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  /** Of a SecureString as it is locked with the folder's key. */
  readonly value: string;
  readonly keyId?: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  readonly tier: ParameterTier;
  readonly dataType: string;
  /** In milliseconds since 1970. */
  readonly modified: number;
  /** By whom: an ARN. */
  readonly user: string;
  readonly labels: readonly string[];
}

export function latest({ versions }: StoredParameter): ParameterVersion {
  return versions.at(-1) as ParameterVersion;
}

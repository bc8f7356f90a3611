import type { ParameterMetadata } from "@aws-sdk/client-ssm";
import type { ParameterVersion, StoredParameter } from "./parameter";

/** What lists tell of a version beside its value. */
export function described({ name }: StoredParameter, version: ParameterVersion): Omit<ParameterMetadata, "ARN"> {
  return {
    Name: name,
    Type: version.type,
    KeyId: version.keyId,
    LastModifiedDate: new Date(version.modified),
    LastModifiedUser: version.user,
    Description: version.description,
    AllowedPattern: version.allowedPattern,
    Version: version.version,
    Tier: version.tier,
    Policies: [],
    DataType: version.dataType,
  };
}

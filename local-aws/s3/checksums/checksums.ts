import type { ChecksumType } from "@aws-sdk/client-s3";
import { AwsError } from "../../protocol/aws-error";
import type { Algorithm } from "./algorithms";
import type { Digests } from "./digest";

/** A checksum of a body or a part. */
export interface Checksum {
  readonly algorithm: Algorithm;
  /** Base64. */
  readonly value: string;
}

/** A checksum of an object; its value has `-<parts>` after it where it is composite. */
export interface ObjectChecksum extends Checksum {
  readonly type: ChecksumType;
}

export function checksumTypeMismatch(expected: string, actual: string | undefined): AwsError {
  const message = `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`;
  return new AwsError("InvalidRequest", message);
}

/** The checksum of a body that was taken through the algorithm. */
export function fullChecksum(algorithm: Algorithm, digests: Digests): ObjectChecksum {
  const value = (digests.get(algorithm) as Buffer).toString("base64");
  return { algorithm, value, type: "FULL_OBJECT" };
}

/** A checksum as members of an XML answer: its value, and its type where it is an object's. */
export function checksumMembers(checksum: Checksum | ObjectChecksum | undefined): Record<string, string> {
  return checksum === undefined
    ? {}
    : {
        [`Checksum${checksum.algorithm.toUpperCase()}`]: checksum.value,
        ...("type" in checksum && { ChecksumType: checksum.type }),
      };
}

/** The same as headers. */
export function checksumHeaders(checksum: Checksum | ObjectChecksum | undefined): Record<string, string> {
  return checksum === undefined
    ? {}
    : {
        [`x-amz-checksum-${checksum.algorithm}`]: checksum.value,
        ...("type" in checksum && { "x-amz-checksum-type": checksum.type }),
      };
}

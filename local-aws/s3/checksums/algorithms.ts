import type { ChecksumAlgorithm } from "@aws-sdk/client-s3";
import { AwsError } from "../../protocol/aws-error";

/** The checksum algorithms that S3 verifies, by the end of their header (`x-amz-checksum-crc32`). */
export const checksumAlgorithms = {
  crc32: { name: "CRC32", bytes: 4 },
  crc32c: { name: "CRC32C", bytes: 4 },
  crc64nvme: { name: "CRC64NVME", bytes: 8 },
  sha1: { name: "SHA1", bytes: 20 },
  sha256: { name: "SHA256", bytes: 32 },
} as const satisfies Record<string, { name: ChecksumAlgorithm; bytes: number }>;

export type Algorithm = keyof typeof checksumAlgorithms;

export const algorithmNames = Object.keys(checksumAlgorithms) as readonly Algorithm[];

/** What S3 computes of an object that comes without a checksum. */
export const defaultAlgorithm = "crc64nvme";

/**
 * The algorithm that `x-amz-checksum-algorithm` names.
 *
 * @throws `InvalidRequest` where S3 or the embedded AWS has no such one
 */
export function parseAlgorithm(text: string | undefined): Algorithm | undefined {
  const name = text?.toLowerCase();
  if (name !== undefined && !isAlgorithm(name)) {
    const message =
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]";
    throw new AwsError("InvalidRequest", message);
  }
  return name;
}

export function isAlgorithm(name: string): name is Algorithm {
  return Object.hasOwn(checksumAlgorithms, name);
}

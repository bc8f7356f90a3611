import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { ChecksumAlgorithm } from "@aws-sdk/client-s3";
import { AwsError } from "../../protocol/aws-error";
import type { StagedFile } from "../bodies/staged-file";
import type { ObjectChecksum } from "../buckets/object-metadata";
import { header, type S3Request } from "../request/s3-request";
import { crc32c, crc64nvme, type Halves } from "./crc";

/** The checksum algorithms that S3 verifies, by the end of their header (`x-amz-checksum-crc32`). */
export const checksumAlgorithms = {
  crc32: { name: "CRC32", bytes: 4 },
  crc32c: { name: "CRC32C", bytes: 4 },
  crc64nvme: { name: "CRC64NVME", bytes: 8 },
  sha1: { name: "SHA1", bytes: 20 },
  sha256: { name: "SHA256", bytes: 32 },
} as const satisfies Record<string, { name: ChecksumAlgorithm; bytes: number }>;

/** What S3 computes of an object that comes without a checksum. */
export const defaultAlgorithm = "crc64nvme";

export type Algorithm = keyof typeof checksumAlgorithms;

/** All digests that a body is taken through at once. */
export type DigestName = Algorithm | "md5";

/** The algorithm that `x-amz-checksum-algorithm` names. @throws `InvalidRequest` where S3 or the embedded AWS has no such one */
export function namedAlgorithm(request: Pick<S3Request, "headers">): Algorithm | undefined {
  const name = header(request, "x-amz-checksum-algorithm")?.toLowerCase();
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

export interface Digest {
  update(data: Uint8Array): void;
  finish(): Buffer;
}

/** A running digest of a body. */
export function startDigest(name: DigestName): Digest {
  switch (name) {
    case "crc32":
      return startCrc32(crc32);
    case "crc32c":
      return startCrc32(crc32c);
    case "crc64nvme":
      return startCrc64();
    case "md5":
    case "sha1":
    case "sha256": {
      const hash = createHash(name);
      return { update: (data) => hash.update(data), finish: () => hash.digest() };
    }
  }
}

function startCrc32(crc: (data: Uint8Array, previous?: number) => number): Digest {
  let value = 0;
  return {
    update(data) {
      value = crc(data, value);
    },
    finish() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

function startCrc64(): Digest {
  let value: Halves = { high: 0, low: 0 };
  return {
    update(data) {
      value = crc64nvme(data, value);
    },
    finish() {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(value.high, 0);
      bytes.writeUInt32BE(value.low, 4);
      return bytes;
    },
  };
}

export function checksumTypeMismatch(expected: string, actual: string | undefined): AwsError {
  const message = `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`;
  return new AwsError("InvalidRequest", message);
}

/** The checksum of a staged file that was taken through the algorithm. */
export function fullChecksum(algorithm: Algorithm, file: StagedFile): ObjectChecksum {
  const value = (file.digests.get(algorithm) as Buffer).toString("base64");
  return { algorithm, value, type: "FULL_OBJECT" };
}

/** A checksum as the members of an XML answer. */
export function checksumMembers(checksum: ObjectChecksum | undefined): Record<string, string> {
  return checksum === undefined
    ? {}
    : { [`Checksum${checksum.algorithm.toUpperCase()}`]: checksum.value, ChecksumType: checksum.type };
}

/** A checksum as headers. */
export function checksumHeaders(checksum: ObjectChecksum | undefined): Record<string, string> {
  return checksum === undefined
    ? {}
    : { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, "x-amz-checksum-type": checksum.type };
}

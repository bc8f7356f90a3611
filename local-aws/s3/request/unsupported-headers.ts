import { AwsError } from "../../protocol/aws-error";
import { notImplemented } from "../response/errors";
import type { S3Request } from "./s3-request";

/** Headers whose effect the embedded AWS does not have, and values of them that ask for nothing special. */
const refused: readonly { readonly name: RegExp; readonly harmless?: RegExp }[] = [
  { name: /^x-amz-(copy-source-)?server-side-encryption-customer-/ },
  { name: /^x-amz-server-side-encryption$/, harmless: /^AES256$/ },
  { name: /^x-amz-server-side-encryption-(aws-kms-key-id|context)$/ },
  { name: /^x-amz-server-side-encryption-bucket-key-enabled$/, harmless: /^false$/i },
  { name: /^x-amz-storage-class$/, harmless: /^STANDARD$/ },
  { name: /^x-amz-website-redirect-location$/ },
  { name: /^x-amz-object-lock-/ },
  { name: /^x-amz-bucket-object-lock-enabled$/, harmless: /^false$/i },
  { name: /^x-amz-bypass-governance-retention$/, harmless: /^false$/i },
  { name: /^x-amz-mfa$/ },
  { name: /^x-amz-bucket-namespace$/, harmless: /^global$/ },
  { name: /^x-amz-object-annotation-directive$/, harmless: /^COPY$/ },
  { name: /^x-amz-checksum-(md5|sha512|xxhash\w+)$/ },
  { name: /^x-amz-sdk-checksum-algorithm$/, harmless: /^(CRC32C?|CRC64NVME|SHA1|SHA256)$/i },
  { name: /^x-amz-trailer$/, harmless: /^x-amz-checksum-(crc32c?|crc64nvme|sha1|sha256)$/i },
  // What only directory buckets know.
  { name: /^x-amz-if-match-(size|last-modified-time|initiated-time)$/ },
  { name: /^x-amz-write-offset-bytes$/ },
];

/**
 * Refuses what headers ask for and the embedded AWS does not do, whatever the operation.
 *
 * @throws `NotImplemented` for a header whose effect would be missing, `AccessControlListNotSupported` for any ACL but
 *   the owner's (as new buckets on AWS do), `AccessDenied` for another owner.
 */
export function refuseUnsupportedHeaders(request: S3Request): void {
  const { headers, rawHeaders } = request;
  for (const [name, value] of Object.entries(rawHeaders)) {
    const rule = name.startsWith("x-amz-") ? refused.find((each) => each.name.test(name)) : undefined;
    if (rule !== undefined && !rule.harmless?.test(String(value))) {
      throw notImplemented(name);
    }
    if (name.startsWith("x-amz-grant-")) {
      throw aclNotSupported();
    }
  }
  const { acl } = headers;
  if (acl !== undefined && acl !== "private" && acl !== "bucket-owner-full-control") {
    throw aclNotSupported();
  }
  if (headers.expectedBucketOwners.some((account) => account !== request.context.accountId)) {
    throw new AwsError("AccessDenied", "Access Denied", 403);
  }
}

function aclNotSupported(): AwsError {
  return new AwsError("AccessControlListNotSupported", "The bucket does not allow ACLs");
}

import { AwsError } from "../../protocol/aws-error";
import { notImplemented } from "../response/errors";
import { header, type S3Request } from "./s3-request";

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
 * Checks what a request says beside its operation.
 *
 * @throws `NotImplemented` for a header whose effect would be missing, `AccessControlListNotSupported` for any ACL but
 *   the owner's (as new buckets on AWS do), `AccessDenied` for another owner or a presigned URL that has expired.
 */
export function checkHeaders(request: S3Request): void {
  for (const name of Object.keys(request.headers)) {
    const rule = name.startsWith("x-amz-") ? refused.find((each) => each.name.test(name)) : undefined;
    if (rule !== undefined && !rule.harmless?.test(header(request, name) ?? "")) {
      throw notImplemented(name);
    }
    if (name.startsWith("x-amz-grant-")) {
      throw aclNotSupported();
    }
  }
  const acl = header(request, "x-amz-acl");
  if (acl !== undefined && acl !== "private" && acl !== "bucket-owner-full-control") {
    throw aclNotSupported();
  }
  for (const name of ["x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"]) {
    const account = header(request, name);
    if (account !== undefined && account !== request.context.accountId) {
      throw new AwsError("AccessDenied", "Access Denied", 403);
    }
  }
  checkExpiry(request.query);
}

function aclNotSupported(): AwsError {
  return new AwsError("AccessControlListNotSupported", "The bucket does not allow ACLs");
}

const longestExpiry = 604_800;

function checkExpiry(query: URLSearchParams): void {
  const seconds = query.get("X-Amz-Expires");
  const signedAt = query.get("X-Amz-Date");
  const untilSeconds = query.has("Signature") ? query.get("Expires") : null;
  let expires: number;
  if (seconds !== null && signedAt !== null) {
    const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt) ?? [];
    const start = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    if (Number.isNaN(start) || !/^\d+$/.test(seconds) || Number(seconds) > longestExpiry) {
      const message =
        Number(seconds) > longestExpiry
          ? "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds"
          : "Error parsing the X-Amz-Date or X-Amz-Expires parameter";
      throw new AwsError("AuthorizationQueryParametersError", message);
    }
    expires = start + Number(seconds) * 1000;
  } else if (untilSeconds !== null) {
    expires = Number(untilSeconds) * 1000;
  } else {
    return;
  }
  if (!(Date.now() <= expires)) {
    throw new AwsError("AccessDenied", "Request has expired", 403, {
      "X-Amz-Expires": seconds ?? undefined,
      Expires: Number.isNaN(expires) ? undefined : new Date(expires),
      ServerTime: new Date(),
    });
  }
}

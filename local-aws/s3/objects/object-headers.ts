import { AwsError } from "../../protocol/aws-error";
import type { ObjectMetadata } from "../buckets/object-metadata";
import { contentHeaderNames, type MetadataHeaders, userMetadataPrefix } from "../request/s3-headers";
import type { S3Request } from "../request/s3-request";
import { parseTaggingHeader } from "../request/tags";
import { invalidArgument } from "../response/errors";
import type { StoredObject } from "./object-store";

const maxUserBytes = 2048;

/** The content headers, user metadata and tags that a write brings. @throws `MetadataTooLarge`, `InvalidTag` */
export function metadataOfWrite({
  content,
  user,
  tagging,
}: MetadataHeaders): Pick<ObjectMetadata, "headers" | "tags" | "user"> {
  const size = Object.entries(user).reduce(
    (sum, [name, value]) => sum + name.length + Buffer.byteLength(value, "latin1"),
    0,
  );
  if (size > maxUserBytes) {
    const message = "Your metadata headers exceed the maximum allowed metadata size";
    throw new AwsError("MetadataTooLarge", message, 400, { Size: size, MaxSizeAllowed: maxUserBytes });
  }
  return {
    headers: Object.keys(content).length > 0 ? content : undefined,
    user: Object.keys(user).length > 0 ? user : undefined,
    tags: parseTaggingHeader(tagging),
  };
}

/** What AWS tells of each object and part, as it encrypts all of them (SSE-S3). */
export const encryptionHeaders = { "x-amz-server-side-encryption": "AES256" } as const;

/** The headers that describe an object, as GET and HEAD send them. */
export function objectHeaders(object: StoredObject): Record<string, string | number | undefined> {
  const headers: Record<string, string | number | undefined> = {
    "accept-ranges": "bytes",
    etag: `"${object.etag}"`,
    "last-modified": object.lastModified.toUTCString(),
    "content-type": "binary/octet-stream",
    ...encryptionHeaders,
    ...object.metadata.headers,
  };
  for (const [name, value] of Object.entries(object.metadata.user ?? {})) {
    headers[userMetadataPrefix + name] = value;
  }
  const tagCount = Object.keys(object.metadata.tags ?? {}).length;
  if (tagCount > 0) {
    headers["x-amz-tagging-count"] = tagCount;
  }
  return headers;
}

/** The headers that `response-content-type` and its kin in the query ask for. */
export function overriddenHeaders(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of contentHeaderNames) {
    const value = request.query.get(`response-${name}`);
    if (value !== null) {
      if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
        throw invalidArgument("Header value cannot be represented using ISO-8859-1.", `response-${name}`, value);
      }
      headers[name] = value;
    }
  }
  return headers;
}

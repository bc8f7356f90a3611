import { AwsError } from "../../protocol/aws-error";
import type { ObjectMetadata } from "../buckets/object-metadata";
import type { S3Request } from "../request/s3-request";
import { header } from "../request/s3-request";
import { headerTags } from "../request/tags";
import { invalidArgument } from "../response/errors";
import type { StoredObject } from "./object-store";

const contentHeaders = [
  "content-type",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
];
const userPrefix = "x-amz-meta-";
const maxUserBytes = 2048;

/** The content headers, user metadata and tags that a write brings. @throws `MetadataTooLarge`, `InvalidTag` */
export function metadataFromRequest(request: S3Request): Pick<ObjectMetadata, "headers" | "tags" | "user"> {
  const headers: Record<string, string> = {};
  for (const name of contentHeaders) {
    const value = name === "content-encoding" ? contentEncoding(request) : header(request, name);
    if (value !== undefined && value !== "") {
      headers[name] = value;
    }
  }
  const user: Record<string, string> = {};
  let size = 0;
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith(userPrefix)) {
      const value = header(request, name) ?? "";
      user[name.slice(userPrefix.length)] = value;
      size += name.length - userPrefix.length + Buffer.byteLength(value, "latin1");
    }
  }
  if (size > maxUserBytes) {
    const fields = { Size: size, MaxSizeAllowed: maxUserBytes };
    throw new AwsError(
      "MetadataTooLarge",
      "Your metadata headers exceed the maximum allowed metadata size",
      400,
      fields,
    );
  }
  return {
    headers: Object.keys(headers).length > 0 ? headers : undefined,
    user: Object.keys(user).length > 0 ? user : undefined,
    tags: headerTags(request),
  };
}

/** `aws-chunked` is how the body came, not how the object is coded. */
function contentEncoding(request: S3Request): string | undefined {
  return header(request, "content-encoding")
    ?.split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding.toLowerCase() !== "aws-chunked")
    .join(",");
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
    headers[userPrefix + name] = value;
  }
  const tagCount = Object.keys(object.metadata.tags ?? {}).length;
  if (tagCount > 0) {
    headers["x-amz-tagging-count"] = tagCount;
  }
  return headers;
}

const overrides = [
  "content-type",
  "content-language",
  "expires",
  "cache-control",
  "content-disposition",
  "content-encoding",
];

/** The headers that `response-content-type` and its kin in the query ask for. */
export function overriddenHeaders(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of overrides) {
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

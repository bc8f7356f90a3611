import { checksumHeaders } from "../checksums/checksums";
import { isNotModified } from "../objects/conditions";
import { objectHeaders, overriddenHeaders } from "../objects/object-headers";
import type { ObjectStore } from "../objects/object-store";
import { findRange } from "../objects/range";
import { header, type S3Answer, type S3Request } from "../request/s3-request";
import { noSuchKey } from "../response/errors";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export function headObject(objects: ObjectStore, request: S3Request): S3Answer {
  const object = objects.find(request.bucket, request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  const headers = { ...objectHeaders(object), ...overriddenHeaders(request) };
  if (isNotModified(request, object)) {
    return { status: 304, headers: { etag: headers.etag, "last-modified": headers["last-modified"] } };
  }
  const range = findRange(request, object);
  if (range !== undefined) {
    const contentRange = `bytes ${range.start}-${range.start + range.length - 1}/${object.size}`;
    return {
      status: 206,
      headers: { ...headers, ...range.headers, "content-range": contentRange, "content-length": range.length },
    };
  }
  const checksums =
    header(request, "x-amz-checksum-mode")?.toUpperCase() === "ENABLED"
      ? checksumHeaders(object.metadata.checksum)
      : {};
  return { headers: { ...headers, ...checksums, "content-length": object.size } };
}

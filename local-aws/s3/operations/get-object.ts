import { closeSync } from "node:fs";
import { checksumHeaders } from "../checksums/checksums";
import { isNotModified } from "../objects/conditions";
import { objectHeaders, overriddenHeaders } from "../objects/object-headers";
import type { ObjectStore, OpenObject } from "../objects/object-store";
import { findRange } from "../objects/range";
import { header, type S3Answer, type S3Request } from "../request/s3-request";
import { noSuchKey } from "../response/errors";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function getObject(objects: ObjectStore, request: S3Request): S3Answer {
  const object = objects.open(request.bucket, request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  try {
    const answer = describe(request, object);
    if (answer.file === undefined) {
      closeSync(object.descriptor);
    }
    return answer;
  } catch (error) {
    closeSync(object.descriptor);
    throw error;
  }
}

function describe(request: S3Request, object: OpenObject): S3Answer {
  const headers = { ...objectHeaders(object), ...overriddenHeaders(request) };
  if (isNotModified(request, object)) {
    return { status: 304, headers: { etag: headers.etag, "last-modified": headers["last-modified"] } };
  }
  const range = findRange(request, object);
  if (range !== undefined) {
    const end = range.start + range.length - 1;
    return {
      status: 206,
      headers: { ...headers, ...range.headers, "content-range": `bytes ${range.start}-${end}/${object.size}` },
      file: { descriptor: object.descriptor, start: range.start, length: range.length },
    };
  }
  const checksums =
    header(request, "x-amz-checksum-mode")?.toUpperCase() === "ENABLED"
      ? checksumHeaders(object.metadata.checksum)
      : {};
  return {
    headers: { ...headers, ...checksums },
    file: { descriptor: object.descriptor, start: 0, length: object.size },
  };
}

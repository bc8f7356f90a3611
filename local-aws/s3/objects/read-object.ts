import { checksumHeaders } from "../checksums/checksums";
import type { S3Request } from "../request/s3-request";
import type { S3Response } from "../response/s3-response";
import { isNotModified } from "./conditions";
import { objectHeaders, overriddenHeaders } from "./object-headers";
import type { StoredObject } from "./object-store";
import { findRange } from "./range";

/** What is answered to a reader, and which bytes of the object; none where the reader's copy is still good. */
export interface ObjectRead {
  readonly status: 200 | 206 | 304;
  readonly headers: NonNullable<S3Response["headers"]>;
  /** In bytes. */
  readonly bytes?: { readonly start: number; readonly length: number };
}

/**
 * What GetObject and HeadObject have in common.
 *
 * @throws `PreconditionFailed`, `InvalidRange` and their kin
 */
export function readObject(request: S3Request, object: StoredObject): ObjectRead {
  const headers = { ...objectHeaders(object), ...overriddenHeaders(request) };
  if (isNotModified(request.headers.conditions, object)) {
    return { status: 304, headers: { etag: headers.etag, "last-modified": headers["last-modified"] } };
  }
  const range = findRange(request, object);
  if (range !== undefined) {
    const { start, length } = range;
    const contentRange = `bytes ${start}-${start + length - 1}/${object.size}`;
    return {
      status: 206,
      headers: { ...headers, ...range.headers, "content-range": contentRange },
      bytes: { start, length },
    };
  }
  const showsChecksum = request.headers.checksumMode?.toUpperCase() === "ENABLED";
  return {
    status: 200,
    headers: { ...headers, ...(showsChecksum && checksumHeaders(object.metadata.checksum)) },
    bytes: { start: 0, length: object.size },
  };
}

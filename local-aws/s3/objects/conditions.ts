import type { Conditions } from "../request/s3-headers";
import { noSuchKey, notImplemented, preconditionFailed } from "../response/errors";
import type { StoredObject } from "./object-store";

/**
 * Judges the conditions of a read.
 *
 * @returns true where the reader's copy is still good (304).
 * @throws `PreconditionFailed`
 * @see https://datatracker.ietf.org/doc/html/rfc9110#section-13.2.2
 */
export function isNotModified(conditions: Conditions, object: StoredObject): boolean {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object.etag)) {
      throw preconditionFailed("If-Match");
    }
  } else if (ifUnmodifiedSince !== undefined && object.lastModified > ifUnmodifiedSince) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  if (ifNoneMatch !== undefined) {
    return matches(ifNoneMatch, object.etag);
  }
  return ifModifiedSince !== undefined && object.lastModified <= ifModifiedSince;
}

/**
 * Judges the conditions of a write: `If-None-Match: *` and `If-Match`.
 *
 * @param key What is written.
 * @param present The object that the write would replace.
 * @throws `PreconditionFailed`, `NoSuchKey`; `NotImplemented` for `If-None-Match` with an ETag, as on AWS
 */
export function checkWriteConditions(
  { ifMatch, ifNoneMatch }: Conditions,
  key: string,
  present: StoredObject | undefined,
): void {
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*") {
    throw notImplemented("If-None-Match");
  }
  if (ifNoneMatch !== undefined && present !== undefined) {
    throw preconditionFailed("If-None-Match");
  }
  checkIfMatch(ifMatch, key, present);
}

/**
 * Judges `If-Match` of a write or a delete, or the ETag of an entry of DeleteObjects.
 *
 * @param present The object that would be replaced or deleted.
 * @throws `PreconditionFailed`, and `NoSuchKey` where there is nothing that could match
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
export function checkIfMatch(ifMatch: string | undefined, key: string, present: StoredObject | undefined): void {
  if (ifMatch === undefined) {
    return;
  }
  if (present === undefined) {
    throw noSuchKey(key);
  }
  if (!matches(ifMatch, present.etag)) {
    throw preconditionFailed("If-Match");
  }
}

function matches(list: string, etag: string): boolean {
  return list.split(",").some((item) => {
    const tag = item
      .trim()
      .replace(/^W\//, "")
      .replace(/^"(.*)"$/, "$1");
    return tag === "*" || tag === etag;
  });
}

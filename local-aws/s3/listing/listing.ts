import { AwsError } from "../../protocol/aws-error";
import type { XmlMembers } from "../../protocol/xml-document";
import type { ObjectStore, StoredObject } from "../objects/object-store";
import type { S3Request } from "../request/s3-request";
import { invalidArgument } from "../response/errors";
import { owner } from "../response/owner";

export interface ListingQuery {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Keys up to this one are left out; a common prefix equal to it too. */
  readonly after: string;
}

export interface Listing {
  readonly objects: readonly StoredObject[];
  readonly commonPrefixes: readonly string[];
  /** The last key or common prefix of the page, where there is more after it. */
  readonly next: string | undefined;
}

/** One page of a bucket's keys in UTF-8 order, with those that share a part up to the delimiter rolled up. */
export function listPage(objects: ObjectStore, query: ListingQuery): Listing {
  const bucket = objects.bucket(query.bucket);
  const page: { objects: StoredObject[]; commonPrefixes: string[] } = { objects: [], commonPrefixes: [] };
  if (query.maxKeys === 0) {
    return { ...page, next: undefined };
  }
  const walk = bucket.walk(query.prefix, query.after);
  if (query.delimiter !== "" && groupOf(query.after, query) === query.after) {
    walk.skip(query.after);
  }
  let last = "";
  for (let found = walk.next(); found !== undefined; found = walk.next()) {
    const group = groupOf(found.key, query);
    const object = group === undefined ? objects.summarize(bucket, found.key, found.path) : undefined;
    if (group === undefined && object === undefined) {
      continue;
    }
    if (page.objects.length + page.commonPrefixes.length === query.maxKeys) {
      return { ...page, next: last };
    }
    if (object !== undefined) {
      page.objects.push(object);
      last = object.key;
    } else if (group !== undefined) {
      page.commonPrefixes.push(group);
      walk.skip(group);
      last = group;
    }
  }
  return { ...page, next: undefined };
}

/**
 * What ListObjects and ListObjectsV2 show of a page.
 *
 * @param write How keys are written.
 */
export function listingMembers(
  { objects, commonPrefixes }: Listing,
  write: (key: string) => string,
  withOwner: boolean,
): XmlMembers {
  return {
    Contents: objects.map(({ key, lastModified, etag, size, metadata: { checksum } }) => ({
      Key: write(key),
      LastModified: lastModified,
      ETag: `"${etag}"`,
      ChecksumAlgorithm: checksum?.algorithm.toUpperCase(),
      ChecksumType: checksum?.type,
      Size: size,
      Owner: withOwner ? owner : undefined,
      StorageClass: "STANDARD",
    })),
    CommonPrefixes: commonPrefixes.map((prefix) => ({ Prefix: write(prefix) })),
  };
}

/** The common prefix that a key is rolled up in. */
export function groupOf(
  key: string,
  { prefix, delimiter }: Pick<ListingQuery, "prefix" | "delimiter">,
): string | undefined {
  const at = delimiter === "" || !key.startsWith(prefix) ? -1 : key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}

/** @throws `InvalidArgument` for another encoding than `url` */
export function readEncodingType(request: S3Request): string | null {
  const encodingType = request.query.get("encoding-type");
  if (encodingType !== null && encodingType !== "url") {
    throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encodingType);
  }
  return encodingType;
}

/** `RestoreStatus` is told of archived objects only, of which there are none. @throws `InvalidArgument` for others */
export function checkOptionalAttributes(request: S3Request): void {
  const text = request.headers.optionalObjectAttributes;
  if (text?.split(",").some((each) => each.trim() !== "RestoreStatus")) {
    throw invalidArgument("Invalid attribute name specified", "x-amz-optional-object-attributes", text);
  }
}

/** A token that goes on after a key or a name. */
export function writeToken(after: string): string {
  return Buffer.from(`1${after}`).toString("base64url");
}

/** @throws `InvalidArgument` */
export function readToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (!text.startsWith("1") || writeToken(text.slice(1)) !== token) {
    throw new AwsError("InvalidArgument", "The continuation token provided is incorrect", 400, {
      ArgumentName: "continuation-token",
    });
  }
  return text.slice(1);
}

/** How a listing writes keys: as they are, or percent-encoded where the request says `encoding-type=url`. */
export function keyWriter(encodingType: string | null): (key: string) => string {
  return encodingType === "url"
    ? (key) =>
        encodeURIComponent(key)
          .replace(/%2F/g, "/")
          .replace(/%20/g, "+")
          .replace(/[!'()~]/g, percent)
          .replace(/%7E/g, "~")
    : (key) => key;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

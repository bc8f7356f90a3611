import type { IncomingHttpHeaders } from "node:http";
import { type Algorithm, algorithmNames, isAlgorithm } from "../checksums/algorithms";

/** What a request makes its work depend on. A date that is none counts as not there. */
export interface Conditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: Date | undefined;
  readonly ifUnmodifiedSince: Date | undefined;
}

/** What the headers say of the request's own body. */
export interface BodyHeaders {
  /** `Content-Length`, as it was sent. */
  readonly contentLength: string | undefined;
  /** Whether the body is `aws-chunked`. */
  readonly isChunked: boolean;
  /** The length without the coding, as it was sent: it counts where the body is `aws-chunked`. */
  readonly decodedLength: string | undefined;
  /** `Content-MD5`, base64. */
  readonly contentMd5: string | undefined;
  /** In hex, or `UNSIGNED-PAYLOAD`, or one of the `STREAMING-…` names; empty where nothing is said. */
  readonly contentSha256: string;
  /** Base64. */
  readonly checksums: ReadonlyMap<Algorithm, string>;
  /** The checksum header that will come after the body. */
  readonly trailer: string | undefined;
  /** The algorithm that the SDK says it uses. */
  readonly sdkAlgorithm: Algorithm | undefined;
}

/** The object that a copy is made of. */
export interface CopySourceHeaders {
  /** Bucket and key, percent-encoded; undefined where nothing is copied. */
  readonly source: string | undefined;
  readonly range: string | undefined;
  readonly conditions: Conditions;
}

/** What is kept with an object. */
export interface MetadataHeaders {
  /** Content headers that are not empty, by lower-case name. */
  readonly content: Readonly<Record<string, string>>;
  /** By lower-case name without `x-amz-meta-`. */
  readonly user: Readonly<Record<string, string>>;
  /** As a query. */
  readonly tagging: string | undefined;
  readonly directive: string | undefined;
  readonly taggingDirective: string | undefined;
}

/**
 * The headers of a request that an operation obeys, read once. Their members are called as AWS's model calls them; texts
 * are as they were sent, and an operation that takes only some of them refuses the others.
 */
export interface S3Headers {
  readonly body: BodyHeaders;
  readonly conditions: Conditions;
  readonly copySource: CopySourceHeaders;
  readonly metadata: MetadataHeaders;
  readonly host: string | undefined;
  readonly range: string | undefined;
  readonly checksumAlgorithm: string | undefined;
  readonly checksumType: string | undefined;
  readonly checksumMode: string | undefined;
  readonly mpuObjectSize: string | undefined;
  readonly serverSideEncryption: string | undefined;
  readonly acl: string | undefined;
  /** Of the bucket and of a copy's source. */
  readonly expectedBucketOwners: readonly string[];
  readonly objectOwnership: string | undefined;
  readonly objectAttributes: string | undefined;
  readonly optionalObjectAttributes: string | undefined;
  readonly maxParts: string | undefined;
  readonly partNumberMarker: string | undefined;
  readonly transitionDefaultMinimumObjectSize: string | undefined;
  readonly skipDestinationValidation: string | undefined;
}

export const contentHeaderNames = [
  "content-type",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
] as const;

export const userMetadataPrefix = "x-amz-meta-";

/** @param raw Also those that stand in the query of a presigned URL. */
export function readHeaders(raw: IncomingHttpHeaders): S3Headers {
  const text = (name: string) => textOf(raw[name]);
  return {
    body: bodyHeaders(text),
    conditions: conditions(text),
    copySource: {
      source: text("x-amz-copy-source"),
      range: text("x-amz-copy-source-range"),
      conditions: conditions(text, "x-amz-copy-source-"),
    },
    metadata: metadataHeaders(raw),
    host: raw.host,
    range: raw.range,
    checksumAlgorithm: text("x-amz-checksum-algorithm"),
    checksumType: text("x-amz-checksum-type"),
    checksumMode: text("x-amz-checksum-mode"),
    mpuObjectSize: text("x-amz-mp-object-size"),
    serverSideEncryption: text("x-amz-server-side-encryption"),
    acl: text("x-amz-acl"),
    expectedBucketOwners: [
      text("x-amz-expected-bucket-owner") ?? [],
      text("x-amz-source-expected-bucket-owner") ?? [],
    ].flat(),
    objectOwnership: text("x-amz-object-ownership"),
    objectAttributes: text("x-amz-object-attributes"),
    optionalObjectAttributes: text("x-amz-optional-object-attributes"),
    maxParts: text("x-amz-max-parts"),
    partNumberMarker: text("x-amz-part-number-marker"),
    transitionDefaultMinimumObjectSize: text("x-amz-transition-default-minimum-object-size"),
    skipDestinationValidation: text("x-amz-skip-destination-validation"),
  };
}

type Reader = (name: string) => string | undefined;

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(",") : value;
}

function conditions(text: Reader, prefix = ""): Conditions {
  return {
    ifMatch: text(`${prefix}if-match`),
    ifNoneMatch: text(`${prefix}if-none-match`),
    ifModifiedSince: dateOf(text(`${prefix}if-modified-since`)),
    ifUnmodifiedSince: dateOf(text(`${prefix}if-unmodified-since`)),
  };
}

function dateOf(text: string | undefined): Date | undefined {
  const date = text === undefined ? undefined : new Date(text);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

function bodyHeaders(text: Reader): BodyHeaders {
  const contentSha256 = text("x-amz-content-sha256") ?? "";
  const asked = text("x-amz-sdk-checksum-algorithm")?.toLowerCase() ?? "";
  const checksums = new Map<Algorithm, string>();
  for (const algorithm of algorithmNames) {
    const value = text(`x-amz-checksum-${algorithm}`);
    if (value !== undefined) {
      checksums.set(algorithm, value);
    }
  }
  return {
    contentLength: text("content-length"),
    isChunked: contentSha256.startsWith("STREAMING-") || /\baws-chunked\b/i.test(text("content-encoding") ?? ""),
    decodedLength: text("x-amz-decoded-content-length"),
    contentMd5: text("content-md5"),
    contentSha256,
    checksums,
    trailer: text("x-amz-trailer"),
    sdkAlgorithm: isAlgorithm(asked) ? asked : undefined,
  };
}

function metadataHeaders(raw: IncomingHttpHeaders): MetadataHeaders {
  const content: Record<string, string> = {};
  for (const name of contentHeaderNames) {
    const value = textOf(raw[name]);
    const kept = name === "content-encoding" ? withoutAwsChunked(value) : value;
    if (kept !== undefined && kept !== "") {
      content[name] = kept;
    }
  }
  const user = Object.keys(raw)
    .filter((name) => name.startsWith(userMetadataPrefix))
    .map((name) => [name.slice(userMetadataPrefix.length), textOf(raw[name]) ?? ""]);
  return {
    content,
    user: Object.fromEntries(user),
    tagging: textOf(raw["x-amz-tagging"]),
    directive: textOf(raw["x-amz-metadata-directive"]),
    taggingDirective: textOf(raw["x-amz-tagging-directive"]),
  };
}

/** `aws-chunked` is how the body came, not how the object is coded. */
function withoutAwsChunked(encoding: string | undefined): string | undefined {
  return encoding
    ?.split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding.toLowerCase() !== "aws-chunked")
    .join(",");
}

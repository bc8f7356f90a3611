import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { AwsError } from "../../protocol/aws-error";
import type { RequestContext } from "../../protocol/service";
import type { VerifiedSignature } from "../../protocol/signatures/signature";
import type { Cause } from "../objects/object-change";
import { readHeaders, type S3Headers } from "./s3-headers";

/** A request to S3, taken apart. */
export interface S3Request {
  readonly method: string;
  /** Empty where the request is about no bucket. */
  readonly bucket: string;
  /** Empty where the request is about no object. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: S3Headers;
  /** As they were sent; also those that stand in the query of a presigned URL. For what looks at all of them. */
  readonly rawHeaders: IncomingHttpHeaders;
  readonly body: IncomingMessage;
  readonly context: RequestContext;
  /** Where credentials are asked for. */
  readonly signature?: VerifiedSignature;
}

/** What is told of a request that changes an object. */
export function causeOf({ context, body }: Pick<S3Request, "context" | "body">): Cause {
  return { requestId: context.requestId, sourceAddress: body.socket.remoteAddress ?? "" };
}

const maxKeyBytes = 1024;

/**
 * Takes the bucket and the key from the path, or the bucket from a host name `<bucket>.localhost`. The key is what the
 * path says, decoded once: `..` and `//` stay as they are.
 *
 * @throws `InvalidURI`, `KeyTooLongError`
 */
export function parseS3Request(request: IncomingMessage, context: RequestContext): S3Request {
  const url = (request.url ?? "/").replace(/^https?:\/\/[^/]*/, "");
  const mark = url.indexOf("?");
  const path = mark === -1 ? url : url.slice(0, mark);
  const hostBucket = bucketOfHost(request);
  const inBucket = hostBucket === undefined ? path.slice(1) : `${hostBucket}/${path.slice(1)}`;
  const slash = inBucket.indexOf("/");
  const bucket = decode(slash === -1 ? inBucket : inBucket.slice(0, slash));
  const key = slash === -1 ? "" : decode(inBucket.slice(slash + 1));
  if (Buffer.byteLength(key) > maxKeyBytes) {
    const fields = { Size: Buffer.byteLength(key), MaxSizeAllowed: maxKeyBytes };
    throw new AwsError("KeyTooLongError", "Your key is too long", 400, fields);
  }
  const query = new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1));
  const rawHeaders = withHoisted(request.headers, query);
  return {
    method: request.method ?? "GET",
    bucket,
    key,
    query,
    headers: readHeaders(rawHeaders),
    rawHeaders,
    body: request,
    context,
  };
}

/** The bucket of a host name `<bucket>.localhost`. */
export function bucketOfHost(request: IncomingMessage): string | undefined {
  return /^(.+)\.localhost(?::\d+)?$/.exec(request.headers.host ?? "")?.[1];
}

/** Whether a URL is presigned with Signature Version 2, as boto3 does unless told otherwise. */
export function isVersion2(query: URLSearchParams): boolean {
  return query.has("AWSAccessKeyId") && query.has("Signature");
}

/**
 * A presigned URL carries AWS's headers in its query, and one of Signature Version 2 also those that describe the body.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
function withHoisted(headers: IncomingHttpHeaders, query: URLSearchParams): IncomingHttpHeaders {
  const hoisted = [...query]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith("x-amz-") || (isVersion2(query) && /^content-(type|md5)$/.test(name)));
  return hoisted.length === 0 ? headers : { ...Object.fromEntries(hoisted), ...headers };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError("InvalidURI", "Couldn't parse the specified URI.");
  }
}

/** A whole number from the query between 0 and `max`. @throws `InvalidArgument` */
export function numberParameter(request: S3Request, name: string, fallback: number, max: number): number {
  return wholeNumber(request.query.get(name) ?? "", name, fallback, max);
}

/**
 * A whole number between 0 and `max`.
 *
 * @param text Empty for the fallback.
 * @param name Of the header or the parameter in the query that holds it.
 * @throws `InvalidArgument`
 */
export function wholeNumber(text: string, name: string, fallback: number, max: number): number {
  if (text === "") {
    return fallback;
  }
  if (!/^\d{1,10}$/.test(text) || Number(text) > 2_147_483_647) {
    const message = `Provided ${name} not an integer or within integer range`;
    throw new AwsError("InvalidArgument", message, 400, { ArgumentName: name, ArgumentValue: text });
  }
  return Math.min(Number(text), max);
}

import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { AwsError } from "../../protocol/aws-error";
import { hexBytes, isSameSecret, type SignatureVerifier } from "../../protocol/signatures/signature";
import { SignatureError } from "../../protocol/signatures/signature-error";
import { bucketOfHost, type S3Request } from "./s3-request";

/** What of a query is signed, beside AWS's headers that may stand there. */
const signedNames = new Set(
  `accelerate acl analytics cors defaultObjectAcl delete inventory lifecycle location logging metrics notification
   object-lock partNumber policy replication requestPayment response-cache-control response-content-disposition
   response-content-encoding response-content-language response-content-type response-expires restore select select-type
   storageClass tagging torrent uploadId uploads versionId versioning versions website`.split(/\s+/),
);

/** What may stand in a query unsigned: it only says which part of a listing is wanted, or what the sender is. */
const harmlessNames =
  /^(AWSAccessKeyId|Signature|Expires|x-id|x-amz-.*|content-type|content-md5|list-type|prefix|delimiter|encoding-type|marker|max-keys|continuation-token|start-after|fetch-owner|key-marker|upload-id-marker|max-uploads|max-parts|part-number-marker)$/i;

/**
 * Checks the signature of a URL that was presigned with Signature Version 2. When it expires is checked with all others.
 *
 * @throws SignatureError, `AccessDenied` where it does not say when it expires
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
export function verifyVersion2(verifier: SignatureVerifier, incoming: IncomingMessage, request: S3Request): void {
  const { query } = request;
  const accessKeyId = query.get("AWSAccessKeyId") ?? "";
  const provided = query.get("Signature") ?? "";
  if (!/^\d{1,12}$/.test(query.get("Expires") ?? "")) {
    const message = "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters";
    throw new AwsError("AccessDenied", message, 403);
  }
  const secret = verifier.secretOf(accessKeyId, incoming);
  const texts = resources(incoming, query).map((resource) => stringToSign(incoming, request, resource));
  const [text = ""] = texts;
  const isSigned = texts.some((each) =>
    isSameSecret(createHmac("sha1", secret).update(each, "latin1").digest("base64"), provided),
  );
  const isComplete = [...query.keys()].every((name) => signedNames.has(name) || harmlessNames.test(name));
  if (!isComplete || !isSigned) {
    throw new SignatureError("mismatch", "The signature does not match.", {
      AWSAccessKeyId: accessKeyId,
      StringToSign: text,
      SignatureProvided: provided,
      StringToSignBytes: hexBytes(text),
    });
  }
}

function stringToSign(incoming: IncomingMessage, { rawHeaders, query }: S3Request, resource: string): string {
  const value = (name: string) => String(rawHeaders[name] ?? "").trim();
  const ofAws = Object.keys(rawHeaders).filter((name) => name.startsWith("x-amz-"));
  return [
    incoming.method,
    value("content-md5"),
    value("content-type"),
    query.get("Expires"),
    ...ofAws.sort().map((name) => `${name}:${value(name)}`),
    resource,
  ].join("\n");
}

/** The path with the bucket, where it is all with or without a slash, and what of the query names the operation. */
function resources(incoming: IncomingMessage, query: URLSearchParams): string[] {
  const url = (incoming.url ?? "/").replace(/^https?:\/\/[^/]*/, "");
  const [path = "/"] = url.split("?");
  const hostBucket = bucketOfHost(incoming);
  const pairs = [...query]
    .filter(([name]) => signedNames.has(name))
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, value]) => (value === "" && !new RegExp(`[?&]${name}=`).test(url) ? name : `${name}=${value}`));
  const inBucket = hostBucket === undefined ? path : `/${hostBucket}${path}`;
  const paths = /^\/[^/]+$/.test(inBucket) ? [`${inBucket}/`, inBucket] : [inBucket];
  return paths.map((each) => (pairs.length === 0 ? each : `${each}?${pairs.join("&")}`));
}

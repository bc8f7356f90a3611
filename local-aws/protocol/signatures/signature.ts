import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { canonicalRequest } from "./canonical-request";
import type { Credentials } from "./credentials";
import { SignatureError } from "./signature-error";

/** A signature that was found right, and what signs the chunks that follow it. */
export interface VerifiedSignature {
  readonly signingKey: Buffer;
  /** Such as `20250712T101500Z`. */
  readonly time: string;
  /** Such as `20250712/us-east-1/s3/aws4_request`. */
  readonly scope: string;
  /** In hex. */
  readonly signature: string;
}

/** How the services differ in what they take. */
export interface SignatureRules {
  /** Whether the path is signed as it is encoded once, or encoded again. */
  readonly encodesPathOnce: boolean;
  /** How far the sender's clock may be off. */
  readonly skewMinutes: number;
}

const usualRules: SignatureRules = { encodesPathOnce: false, skewMinutes: 5 };

/** How a request says who signed it. */
interface Claim {
  readonly inQuery: boolean;
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly time: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const algorithm = "AWS4-HMAC-SHA256";
const minute = 60_000;

/** Checks the signatures (Signature Version 4) of requests against the credentials that may call. */
export class SignatureVerifier {
  private readonly credentials: ReadonlyMap<string, Credentials>;

  constructor(credentials: readonly Credentials[]) {
    this.credentials = new Map(credentials.map((each) => [each.accessKeyId, each]));
  }

  /**
   * The secret of an access key, where the request has the session token that belongs to it: in `x-amz-security-token`,
   * or in its query.
   *
   * @throws SignatureError where nobody has that key, or another token came with it
   */
  secretOf(accessKeyId: string, request: IncomingMessage): string {
    const found = this.credentials.get(accessKeyId);
    const token = request.headers["x-amz-security-token"] ?? tokenInQuery(queryOf(request));
    if (found === undefined || (found.sessionToken !== undefined && token === undefined)) {
      throw new SignatureError("unknown-key", "The access key is not one of those given with --credentials.", {
        AWSAccessKeyId: accessKeyId,
      });
    }
    if (token !== undefined && (found.sessionToken === undefined || !isSameSecret(String(token), found.sessionToken))) {
      throw new SignatureError("wrong-token", "The session token does not belong to the access key.", {
        "Token-0": String(token),
      });
    }
    return found.secretAccessKey;
  }

  /**
   * Checks the signature in the `Authorization` header or in a presigned query.
   *
   * @param payloadHash The SHA-256 of the body in hex, or what stands for it, such as `UNSIGNED-PAYLOAD`.
   * @throws SignatureError
   */
  verify(request: IncomingMessage, payloadHash: string, rules = usualRules): VerifiedSignature {
    const claim = readClaim(request);
    const secret = this.secretOf(claim.accessKeyId, request);
    checkTime(claim, rules.skewMinutes);
    checkSignedHeaders(request, claim);
    const { signedHeaders } = claim;
    let canonical: string;
    try {
      canonical = canonicalRequest(request, { ...rules, signedHeaders, payloadHash });
    } catch {
      throw new SignatureError("mismatch", "The path or the query is wrongly encoded.");
    }
    const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
    const stringToSign = [algorithm, claim.time, scope, sha256(Buffer.from(canonical, "latin1"))].join("\n");
    const signingKey = signingKeyOf(secret, claim);
    const signature = hmac(signingKey, stringToSign).toString("hex");
    if (!isSameSecret(signature, claim.signature)) {
      throw new SignatureError("mismatch", "The signature does not match.", {
        AWSAccessKeyId: claim.accessKeyId,
        StringToSign: stringToSign,
        SignatureProvided: claim.signature,
        StringToSignBytes: hexBytes(stringToSign),
        CanonicalRequest: Buffer.from(canonical, "latin1").toString("utf8"),
        CanonicalRequestBytes: hexBytes(canonical),
      });
    }
    return { signingKey, time: claim.time, scope, signature };
  }
}

/** The signatures of an `aws-chunked` body: each chunk's goes on from the one before. */
export class ChunkSignatures {
  private previous: string;

  constructor(private readonly seed: VerifiedSignature) {
    this.previous = seed.signature;
  }

  /** @param hash The SHA-256 of the chunk's bytes in hex. @throws SignatureError */
  verifyChunk(hash: string, signature: string): void {
    this.verify("AWS4-HMAC-SHA256-PAYLOAD", [sha256(""), hash], signature);
  }

  /** @param text The trailers, each as `name:value\n`. @throws SignatureError */
  verifyTrailers(text: string, signature: string): void {
    this.verify("AWS4-HMAC-SHA256-TRAILER", [sha256(Buffer.from(text, "latin1"))], signature);
  }

  private verify(kind: string, hashes: readonly string[], signature: string): void {
    const { time, scope, signingKey } = this.seed;
    const stringToSign = [kind, time, scope, this.previous, ...hashes].join("\n");
    const expected = hmac(signingKey, stringToSign).toString("hex");
    if (!isSameSecret(expected, signature)) {
      throw new SignatureError("mismatch", "The signature of a chunk does not match.", {
        StringToSign: stringToSign,
        SignatureProvided: signature,
        StringToSignBytes: hexBytes(stringToSign),
      });
    }
    this.previous = expected;
  }
}

function readClaim(request: IncomingMessage): Claim {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    return claimInHeader(request, authorization);
  }
  const query = queryOf(request);
  if (query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature")) {
    return claimInQuery(query);
  }
  if (query.has("Signature") && query.has("AWSAccessKeyId")) {
    throw notSupported();
  }
  throw new SignatureError("missing", "The request is not signed.");
}

function queryOf(request: IncomingMessage): URLSearchParams {
  return new URLSearchParams((request.url ?? "").split("?")[1] ?? "");
}

function tokenInQuery(query: URLSearchParams): string | undefined {
  return [...query].find(([name]) => name.toLowerCase() === "x-amz-security-token")?.[1];
}

function claimInHeader(request: IncomingMessage, authorization: string): Claim {
  if (!authorization.startsWith(`${algorithm} `)) {
    throw notSupported();
  }
  const part = (name: string) => new RegExp(`[\\s,]${name}=([^,\\s]+)`).exec(authorization)?.[1];
  const signedHeaders = part("SignedHeaders")?.split(";");
  const signature = part("Signature");
  const time = String(request.headers["x-amz-date"] ?? toTime(request.headers.date) ?? "");
  const credential = splitCredential(part("Credential"), time);
  if (signedHeaders === undefined || signature === undefined || credential === undefined) {
    throw new SignatureError(
      "malformed-header",
      "The authorization header is malformed; it needs Credential, SignedHeaders and Signature, and X-Amz-Date of the credential's day.",
    );
  }
  return { inQuery: false, ...credential, time, signedHeaders, signature };
}

function claimInQuery(query: URLSearchParams): Claim {
  if (query.get("X-Amz-Algorithm") !== algorithm) {
    throw notSupported();
  }
  const time = query.get("X-Amz-Date") ?? "";
  const credential = splitCredential(query.get("X-Amz-Credential") ?? undefined, time);
  const signedHeaders = query.get("X-Amz-SignedHeaders")?.split(";");
  const signature = query.get("X-Amz-Signature");
  if (credential === undefined || signedHeaders === undefined || signature === null || !query.has("X-Amz-Expires")) {
    throw new SignatureError(
      "malformed-query",
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  }
  return { inQuery: true, ...credential, time, signedHeaders, signature };
}

function notSupported(): SignatureError {
  const message = `The authorization mechanism you have provided is not supported. Please use ${algorithm}.`;
  return new SignatureError("not-supported", message);
}

function splitCredential(
  credential: string | undefined,
  time: string,
): Pick<Claim, "accessKeyId" | "date" | "region" | "service"> | undefined {
  const [accessKeyId, date, region, service, end, ...more] = (credential ?? "").split("/");
  if (!accessKeyId || !date || !region || !service || end !== "aws4_request" || more.length > 0) {
    return undefined;
  }
  return time.startsWith(date) && timeOf(time) !== undefined ? { accessKeyId, date, region, service } : undefined;
}

function toTime(date: string | undefined): string | undefined {
  const milliseconds = Date.parse(date ?? "");
  return Number.isNaN(milliseconds) ? undefined : formatTime(milliseconds);
}

function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function timeOf(text: string): number | undefined {
  const [, year, month, day, hour, minutes, seconds] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minutes}:${seconds}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** A presigned request may be as old as its `X-Amz-Expires` says, which its service checks; none is from the future. */
function checkTime(claim: Claim, minutes: number): void {
  const now = Date.now();
  const age = now - (timeOf(claim.time) as number);
  if (age < -minutes * minute || (!claim.inQuery && age > minutes * minute)) {
    const limit = formatTime(now + (age < 0 ? minutes : -minutes) * minute);
    const relation = age < 0 ? "Signature not yet current" : "Signature expired";
    const order = age < 0 ? "later" : "earlier";
    const shown = `${formatTime(now)} ${age < 0 ? "+" : "-"} ${minutes} min.`;
    throw new SignatureError("skewed", `${relation}: ${claim.time} is now ${order} than ${limit} (${shown})`, {
      RequestTime: claim.time,
      ServerTime: new Date(now).toISOString().replace(/\.\d{3}/, ""),
      MaxAllowedSkewMilliseconds: minutes * minute,
    });
  }
}

/** The host and all of AWS's own headers have to be signed: their values decide what the request does. */
function checkSignedHeaders(request: IncomingMessage, { signedHeaders }: Claim): void {
  const unsigned = Object.keys(request.headers).filter(
    (name) =>
      (name === "host" || (name.startsWith("x-amz-") && name !== "x-amz-content-sha256")) &&
      !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new SignatureError("unsigned-header", "There were headers present in the request which were not signed", {
      HeadersNotSigned: unsigned.join(", "),
    });
  }
}

function signingKeyOf(secret: string, { date, region, service }: Claim): Buffer {
  return [date, region, service, "aws4_request"].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}

/** In hex. */
export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Whether two secrets are the same, in a time that tells nothing. */
export function isSameSecret(one: string, other: string): boolean {
  const [bytes, others] = [Buffer.from(one), Buffer.from(other)];
  return bytes.length === others.length && timingSafeEqual(bytes, others);
}

/** As S3 shows what it signed, for the eyes of whoever looks for the difference. */
export function hexBytes(text: string): string {
  return (Buffer.from(text, "latin1").toString("hex").match(/../g) ?? []).join(" ");
}

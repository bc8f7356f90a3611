import { readFileSync } from "node:fs";
import { AwsError } from "../../protocol/aws-error";
import { ChunkSignatures } from "../../protocol/signatures/signature";
import type { StagedFile } from "../bodies/staged-file";
import { type Algorithm, checksumAlgorithms, isAlgorithm } from "../checksums/algorithms";
import type { Checksum } from "../checksums/checksums";
import type { DigestName, Digests } from "../checksums/digest";
import { decodeAwsChunked, incompleteBody } from "./aws-chunked";
import type { BodyHeaders } from "./s3-headers";
import type { S3Request } from "./s3-request";

/** A body that arrived as its sender said. */
export interface ReceivedBody {
  readonly file: StagedFile;
  /** The checksum that the sender named. */
  readonly checksum?: Checksum;
}

/** Where a body is written while it comes in. */
export interface Staging {
  stage(body: AsyncIterable<Buffer>, digests: Iterable<DigestName>): Promise<StagedFile>;
}

const maxPutBytes = 5 * 1024 ** 3;

/**
 * Writes the body of a request to a staged file and compares it with the length, `Content-MD5`, checksums and
 * `x-amz-content-sha256` that came with it.
 *
 * @param wanted The algorithm where the sender names none.
 * @param also What else to compute of it.
 * @throws `BadDigest`, `IncompleteBody`, `EntityTooLarge`, `MissingContentLength` and their kin; then no file stays.
 */
export async function receiveBody(
  staging: Staging,
  request: S3Request,
  wanted?: Algorithm,
  also: readonly DigestName[] = [],
): Promise<ReceivedBody> {
  const headers = request.headers.body;
  const length = expectedLength(headers);
  const expected = expectedDigests(headers);
  const sender = senderAlgorithm(headers);
  const names = new Set<DigestName>([...expected.keys(), ...also]);
  const algorithm = sender ?? wanted;
  if (algorithm !== undefined) {
    names.add(algorithm);
  }
  const payload = headers.contentSha256;
  if (isSha256(payload)) {
    names.add("sha256");
  }

  const trailers = new Map<string, string>();
  // Where it is left early, the connection must live on to carry the error.
  const body: AsyncIterable<Buffer> = request.body.iterator({ destroyOnReturn: false });
  const signatures = request.signature && isSigned(payload) ? new ChunkSignatures(request.signature) : undefined;
  const file = await staging.stage(headers.isChunked ? decodeAwsChunked(body, trailers, signatures) : body, names);
  try {
    if (file.size !== length) {
      throw incompleteBody();
    }
    for (const [name, value] of trailers) {
      const algorithm = name.replace("x-amz-checksum-", "");
      if (isAlgorithm(algorithm)) {
        expected.set(algorithm, parseDigest(algorithm, value));
      }
    }
    if (sender !== undefined && headers.trailer !== undefined && !expected.has(sender)) {
      const message =
        "The request contained trailing data that was not well-formed or did not conform to our published schema.";
      throw new AwsError("MalformedTrailerError", message);
    }
    verify(file.digests, expected);
    const sha256 = file.digests.get("sha256")?.toString("hex");
    if (isSha256(payload) && sha256 !== payload) {
      const fields = { ClientComputedContentSHA256: payload, S3ComputedContentSHA256: sha256 };
      const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
      throw new AwsError("XAmzContentSHA256Mismatch", message, 400, fields);
    }
    const digest = algorithm && file.digests.get(algorithm);
    return { file, checksum: algorithm && digest && { algorithm, value: digest.toString("base64") } };
  } catch (error) {
    file.discard();
    throw error;
  }
}

const maxTextBytes = 8 * 1024 * 1024;

/**
 * Reads a small body (an XML document) into memory, verified as `receiveBody` does.
 *
 * @throws `MaxMessageLengthExceeded` and what `receiveBody` throws.
 */
export async function receiveText(staging: Staging, request: S3Request): Promise<string> {
  if (expectedLength(request.headers.body) > maxTextBytes) {
    throw new AwsError("MaxMessageLengthExceeded", "Your request was too big.");
  }
  const { file } = await receiveBody(staging, request);
  try {
    return readFileSync(file.path, "utf8");
  } finally {
    file.discard();
  }
}

function isSha256(payload: string): boolean {
  return /^[0-9a-f]{64}$/.test(payload);
}

/** Whether each chunk has a signature of its own. */
function isSigned(payload: string): boolean {
  return payload.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
}

function expectedLength({ isChunked, decodedLength, contentLength }: BodyHeaders): number {
  const text = isChunked ? decodedLength : contentLength;
  if (text === undefined || !/^\d{1,16}$/.test(text)) {
    throw new AwsError("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);
  }
  const length = Number(text);
  if (length > maxPutBytes) {
    const fields = { ProposedSize: length, MaxSizeAllowed: maxPutBytes };
    throw new AwsError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", 400, fields);
  }
  return length;
}

function expectedDigests({ contentMd5: md5, checksums }: BodyHeaders): Map<DigestName, Buffer> {
  const expected = new Map<DigestName, Buffer>();
  if (md5 !== undefined) {
    const bytes = Buffer.from(md5, "base64");
    if (bytes.length !== 16 || bytes.toString("base64") !== md5) {
      throw new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid.", 400, { "Content-MD5": md5 });
    }
    expected.set("md5", bytes);
  }
  for (const [algorithm, value] of checksums) {
    expected.set(algorithm, parseDigest(algorithm, value));
  }
  if (checksums.size > 1) {
    throw new AwsError(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  return expected;
}

function parseDigest(algorithm: Algorithm, value: string): Buffer {
  const bytes = Buffer.from(value, "base64");
  if (bytes.length !== checksumAlgorithms[algorithm].bytes || bytes.toString("base64") !== value) {
    throw new AwsError("InvalidRequest", `Value for x-amz-checksum-${algorithm} header is invalid.`);
  }
  return bytes;
}

/** The algorithm of the checksum that comes in a header, or will come in a trailer. */
function senderAlgorithm({ checksums, trailer = "", sdkAlgorithm }: BodyHeaders): Algorithm | undefined {
  const [inHeader] = checksums.keys();
  const inTrailer = trailer.toLowerCase().replace("x-amz-checksum-", "");
  return inHeader ?? (isAlgorithm(inTrailer) ? inTrailer : sdkAlgorithm);
}

function verify(digests: Digests, expected: Digests): void {
  for (const [name, bytes] of expected) {
    const computed = digests.get(name);
    if (computed === undefined || !computed.equals(bytes)) {
      const message =
        name === "md5"
          ? "The Content-MD5 you specified did not match what we received."
          : `The ${checksumAlgorithms[name].name} you specified did not match the calculated checksum.`;
      throw new AwsError("BadDigest", message);
    }
  }
}

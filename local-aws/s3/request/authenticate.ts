import type { IncomingMessage } from "node:http";
import { AwsError } from "../../protocol/aws-error";
import type { SignatureRules, VerifiedSignature } from "../../protocol/signatures/signature";
import type { SignatureError, SignatureProblem } from "../../protocol/signatures/signature-error";
import { isVersion2, type S3Request } from "./s3-request";
import { verifyVersion2 } from "./signature-v2";

const payloads =
  /^([0-9a-f]{64}|UNSIGNED-PAYLOAD|STREAMING-UNSIGNED-PAYLOAD-TRAILER|STREAMING-AWS4-HMAC-SHA256-PAYLOAD(-TRAILER)?)$/;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const rules: SignatureRules = { encodesPathOnce: true, skewMinutes: 15 };

/**
 * Checks the signature of a request, where credentials are asked for.
 *
 * @returns What signs the chunks of its body, if they are signed.
 * @throws SignatureError, and `InvalidRequest` where the hash of the body is missing or no hash.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function authenticate(incoming: IncomingMessage, request: S3Request): VerifiedSignature | undefined {
  const { verifier } = request.context;
  if (verifier === undefined) {
    return undefined;
  }
  if (isVersion2(request.query) && incoming.headers.authorization === undefined) {
    verifyVersion2(verifier, incoming, request);
    return undefined;
  }
  const isPresigned = incoming.headers.authorization === undefined;
  const payload = request.headers.body.contentSha256 || (isPresigned ? "UNSIGNED-PAYLOAD" : "");
  const verified = verifier.verify(incoming, payload, rules);
  if (payload === "") {
    throw new AwsError("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  }
  if (!payloads.test(payload)) {
    const message =
      "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.";
    throw new AwsError("InvalidArgument", message, 400, {
      ArgumentName: "x-amz-content-sha256",
      ArgumentValue: payload,
    });
  }
  return verified;
}

/** Code, status and message of S3; the error's own message where there is none. */
const refusals: Readonly<Record<SignatureProblem, readonly [code: string, status: number, message?: string]>> = {
  missing: ["AccessDenied", 403, "Access Denied"],
  "malformed-header": ["AuthorizationHeaderMalformed", 400],
  "malformed-query": ["AuthorizationQueryParametersError", 400],
  "not-supported": ["InvalidRequest", 400],
  "wrong-token": ["InvalidToken", 400, "The provided token is malformed or otherwise invalid."],
  "unknown-key": ["InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."],
  skewed: ["RequestTimeTooSkewed", 403, "The difference between the request time and the current time is too large."],
  "unsigned-header": ["AccessDenied", 403],
  mismatch: [
    "SignatureDoesNotMatch",
    403,
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  ],
};

/** How S3 refuses a request. */
export function signatureRefusal(error: SignatureError): AwsError {
  const [code, status, message = error.message] = refusals[error.problem];
  return new AwsError(code, message, status, error.fields);
}

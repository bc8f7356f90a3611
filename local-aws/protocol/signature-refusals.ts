import { AwsError } from "./aws-error";
import type { SignatureError, SignatureProblem } from "./signatures/signature-error";

const unknownKey = "The security token included in the request is invalid.";
const mismatch =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

/** Code and message of AWS JSON services; the error's own message where there is none. */
const inJson: Readonly<Record<SignatureProblem, readonly [code: string, message?: string]>> = {
  missing: ["MissingAuthenticationTokenException", "Missing Authentication Token"],
  "malformed-header": ["IncompleteSignatureException"],
  "malformed-query": ["IncompleteSignatureException"],
  "not-supported": ["IncompleteSignatureException"],
  "unknown-key": ["UnrecognizedClientException", unknownKey],
  "wrong-token": ["UnrecognizedClientException", unknownKey],
  skewed: ["InvalidSignatureException"],
  "unsigned-header": ["InvalidSignatureException"],
  mismatch: ["InvalidSignatureException", mismatch],
};

/** The same for services that answer in XML, such as STS and IAM. */
const inQuery: typeof inJson = {
  missing: ["MissingAuthenticationToken", "Request is missing Authentication Token"],
  "malformed-header": ["IncompleteSignature"],
  "malformed-query": ["IncompleteSignature"],
  "not-supported": ["IncompleteSignature"],
  "unknown-key": ["InvalidClientTokenId", unknownKey],
  "wrong-token": ["InvalidClientTokenId", unknownKey],
  skewed: ["SignatureDoesNotMatch"],
  "unsigned-header": ["SignatureDoesNotMatch"],
  mismatch: ["SignatureDoesNotMatch", mismatch],
};

/** How a service that speaks AWS JSON refuses a request. */
export function jsonRefusal(error: SignatureError): AwsError {
  const [code, message = error.message] = inJson[error.problem];
  return new AwsError(code, message, 400);
}

/** How a service that speaks the AWS query protocol refuses a request. */
export function queryRefusal(error: SignatureError): AwsError {
  const [code, message = error.message] = inQuery[error.problem];
  return new AwsError(code, message, 403);
}

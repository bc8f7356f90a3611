/** What is wrong with a request's signature; each service answers it with its protocol's own error code. */
export type SignatureProblem =
  | "missing"
  | "malformed-header"
  | "malformed-query"
  | "not-supported"
  | "unknown-key"
  | "wrong-token"
  | "skewed"
  | "unsigned-header"
  | "mismatch";

/** A request that is not signed by anyone who may call. */
export class SignatureError extends Error {
  /** @param fields What S3 tells beside the message, such as `StringToSign`. */
  constructor(
    readonly problem: SignatureProblem,
    message: string,
    readonly fields: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
  }
}

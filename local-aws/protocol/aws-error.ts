/** An error that a client sees: AWS's error code, HTTP status and message. */
export class AwsError extends Error {
  /**
   * @param code The exception's name in AWS's SDKs, such as `EntityNotFoundException`. Where a protocol knows it by another
   *   code, the service's model says so.
   * @param message The text that AWS gives with it.
   * @param status The HTTP status.
   * @param fields Further members of the error's shape, such as `AthenaErrorCode`.
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

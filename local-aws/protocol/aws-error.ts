/** An error that a client sees: AWS's error code, HTTP status and message. */
export class AwsError extends Error {
  /**
   * @param code AWS's error code, such as `EntityNotFoundException`.
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

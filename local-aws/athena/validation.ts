import { AwsError } from "../protocol/aws-error";

/** A refusal as Athena words it, with its code. */
export function invalidRequest(message: string, code = "INVALID_INPUT"): AwsError {
  return new AwsError("InvalidRequestException", message, 400, { AthenaErrorCode: code, ErrorCode: code });
}

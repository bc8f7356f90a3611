import { AwsError } from "../protocol/aws-error";

/** Lambda's errors say whose fault they are. */
const ofUser = { Type: "User" } as const;

export const invalidParameter = (message: string): AwsError =>
  new AwsError("InvalidParameterValueException", message, 400, ofUser);

export const notFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message, 404, ofUser);

export const conflict = (message: string): AwsError => new AwsError("ResourceConflictException", message, 409, ofUser);

export const revisionMismatch = (): AwsError =>
  new AwsError(
    "PreconditionFailedException",
    "The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId",
    412,
    ofUser,
  );

export const tooLarge = (message: string): AwsError =>
  new AwsError("RequestEntityTooLargeException", message, 413, ofUser);

export const throttled = (reason: string): AwsError =>
  new AwsError("TooManyRequestsException", "Rate Exceeded.", 429, { ...ofUser, Reason: reason });

import { AwsError } from "../protocol/aws-error";

export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);

export const invalidRequest = (message: string): AwsError => new AwsError("InvalidRequestException", message);

/** @param what Such as `specified secret`. */
export const notFound = (what = "specified secret."): AwsError =>
  new AwsError("ResourceNotFoundException", `Secrets Manager can't find the ${what}`);

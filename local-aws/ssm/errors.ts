import { AwsError } from "../protocol/aws-error";

export const validation = (message: string): AwsError => new AwsError("ValidationException", message);

export const parameterNotFound = (name: string): AwsError =>
  new AwsError("ParameterNotFound", `Parameter ${name} not found.`);

/** @param selector A version or a label. */
export const versionNotFound = (name: string, selector: string): AwsError =>
  new AwsError(
    "ParameterVersionNotFound",
    `Systems Manager could not find version ${selector} of ${name}. Verify the version and try again.`,
  );

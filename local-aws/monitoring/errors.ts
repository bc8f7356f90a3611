import { AwsError } from "../protocol/aws-error";

/** How CloudWatch refuses what is not as the model of its operations has it. */
export const validationError = (message: string): AwsError => new AwsError("ValidationError", message);

export const invalidValue = (message: string): AwsError => new AwsError("InvalidParameterValueException", message);

export const invalidCombination = (message: string): AwsError =>
  new AwsError("InvalidParameterCombinationException", message);

export const missingParameter = (message: string): AwsError =>
  new AwsError("MissingRequiredParameterException", message);

/** Of alarms, which have another error than resources with tags. */
export const alarmNotFound = (name: string): AwsError =>
  new AwsError("ResourceNotFound", `Alarm ${name} does not exist`, 404);

export const invalidNextToken = (): AwsError => new AwsError("InvalidNextToken", "The next token is invalid.");

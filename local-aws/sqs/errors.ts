import { AwsError } from "../protocol/aws-error";

/** A value of a parameter that AWS does not take. */
export function invalidValue(value: string | number, parameter: string, reason: string): AwsError {
  return new AwsError(
    "InvalidParameterValue",
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}

/** Anything else that is wrong with a request. */
export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

export function missingParameter(name: string): AwsError {
  return new AwsError("MissingParameter", `The request must contain the parameter ${name}.`);
}

export function unknownAttribute(name: string): AwsError {
  return new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
}

export function invalidAttribute(name: string): AwsError {
  return new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.`);
}

export function noQueue(): AwsError {
  return new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
}

export function unsupported(message: string): AwsError {
  return new AwsError("UnsupportedOperation", message);
}

export function notInFlight(): AwsError {
  return new AwsError("MessageNotInflight", "The message referred to isn't in flight.");
}

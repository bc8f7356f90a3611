import { AwsError } from "../protocol/aws-error";

export function invalidValue(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

export function rejected(message: string): AwsError {
  return new AwsError("MessageRejected", message);
}

export function noTemplate(name: string): AwsError {
  return new AwsError("TemplateDoesNotExistException", `Template ${name} does not exist.`);
}

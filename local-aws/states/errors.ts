import { AwsError } from "../protocol/aws-error";

export const invalidArn = (text: string): AwsError => new AwsError("InvalidArn", `Invalid Arn: '${text}'`);

export const invalidName = (name: string): AwsError => new AwsError("InvalidName", `Invalid Name: '${name}'`);

export const invalidToken = (): AwsError => new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");

export const machineNotFound = (arn: string): AwsError =>
  new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);

export const executionNotFound = (arn: string): AwsError =>
  new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);

export const activityNotFound = (arn: string): AwsError =>
  new AwsError("ActivityDoesNotExist", `Activity Does Not Exist: '${arn}'`);

export const resourceNotFound = (arn: string): AwsError =>
  new AwsError("ResourceNotFound", `Resource not found: '${arn}'`);

/** Of an operation on an alias. */
export const aliasNotFound = (): AwsError =>
  new AwsError("ResourceNotFound", "Request references a resource that does not exist.");

export const validation = (message: string): AwsError => new AwsError("ValidationException", message);

export const typeNotSupported = (): AwsError =>
  new AwsError("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");

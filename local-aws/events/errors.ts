import { AwsError } from "../protocol/aws-error";

export const validation = (message: string): AwsError => new AwsError("ValidationException", message);
export const busNotFound = (name: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Event bus ${name} does not exist.`);
export const ruleNotFound = (name: string, bus: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus ${bus}.`);
export const limitExceeded = (): AwsError =>
  new AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");

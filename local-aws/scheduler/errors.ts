import { AwsError } from "../protocol/aws-error";

export const validation = (message: string): AwsError => new AwsError("ValidationException", message);
export const conflict = (message: string): AwsError => new AwsError("ConflictException", message, 409);
export const notFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message, 404);

import type { GetRandomPasswordRequest, GetRandomPasswordResponse } from "@aws-sdk/client-secrets-manager";
import { randomPassword } from "../random-password";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export function getRandomPassword(_context: unknown, input: GetRandomPasswordRequest): GetRandomPasswordResponse {
  return { RandomPassword: randomPassword(input) };
}

import { invalidValue } from "../errors";

/** A visibility timeout in milliseconds. @throws AwsError Where AWS does not take it. */
export function visibilityTimeout(seconds: number): number {
  if (seconds < 0 || seconds > 43_200) {
    throw invalidValue(seconds, "VisibilityTimeout", "Must be between 0 and 43200.");
  }
  return 1000 * seconds;
}

import { invalidInput } from "../errors";

/** Checks MaxConcurrentRuns; where there is none, as many may run as are started. @throws AwsError InvalidInputException */
export function concurrency(most: number | undefined): number | undefined {
  if (most !== undefined && (!Number.isInteger(most) || most < 1)) {
    throw invalidInput(`MaxConcurrentRuns must be a whole number from 1, not ${most}.`);
  }
  return most;
}

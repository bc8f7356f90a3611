import { invalidInput } from "../errors";

/** Workers and minutes of a run, with Glue's defaults. @throws AwsError InvalidInputException */
export function runSize(input: { NumberOfWorkers?: number | undefined; Timeout?: number | undefined }): {
  NumberOfWorkers: number;
  Timeout: number;
} {
  const { NumberOfWorkers = 5, Timeout = 2880 } = input;
  if (!(NumberOfWorkers >= 1) || !(Timeout >= 1)) {
    throw invalidInput("NumberOfWorkers and Timeout must be at least 1.");
  }
  return { NumberOfWorkers, Timeout };
}

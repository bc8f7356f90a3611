import { AwsError } from "../protocol/aws-error";

export const invalidValue = (message: string): AwsError => new AwsError("InvalidParameterValue", message);

export const invalidCombination = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);

export const instanceNotFound = (id: string): AwsError =>
  new AwsError("DBInstanceNotFoundFault", `DBInstance ${id} not found.`, 404);

export const invalidState = (id: string, message: string): AwsError =>
  new AwsError("InvalidDBInstanceStateFault", `Instance ${id} ${message}`);

export const snapshotNotFound = (id: string): AwsError =>
  new AwsError("DBSnapshotNotFoundFault", `DBSnapshot ${id} not found.`, 404);

/** Where an instance cannot be made because PostgreSQL is not installed. */
export const notInstalled = (): AwsError =>
  new AwsError(
    "InsufficientDBInstanceCapacityFault",
    "PostgreSQL is not installed: run `npm run setup -- retail` and start again.",
  );

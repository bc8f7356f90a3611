import type { AthenaError } from "@aws-sdk/client-athena";
import { TrinoError } from "../engines/trino-client";
import { AwsError } from "../protocol/aws-error";
import { HiveError } from "./ddl/hive-error";

export interface QueryFailure {
  readonly reason: string;
  readonly error: AthenaError;
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/error-reference.html */
const categories = { system: 1, user: 2, other: 3 };

/** Words a failure as Athena's `StateChangeReason` and `AthenaError` do. */
export function queryFailure(error: unknown): QueryFailure {
  if (error instanceof TrinoError) {
    return failure(trinoReason(error), error.errorType === "USER_ERROR" ? categories.user : categories.system);
  }
  if (error instanceof HiveError) {
    return failure(error.message, categories.user);
  }
  if (error instanceof AwsError) {
    return failure(
      `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ${error.code}: ${error.message}`,
      categories.user,
    );
  }
  return failure(`GENERIC_INTERNAL_ERROR: ${error instanceof Error ? error.message : error}`, categories.system);
}

function trinoReason({ errorName, message }: TrinoError): string {
  const suffix =
    errorName === "COLUMN_NOT_FOUND" ? " or requester is not authorized to access requested resources" : "";
  return `${errorName}: ${message}${suffix}`;
}

function failure(reason: string, category: number): QueryFailure {
  return {
    reason,
    error: {
      ErrorCategory: category,
      ErrorType: 1003,
      Retryable: category === categories.system,
      ErrorMessage: reason,
    },
  };
}

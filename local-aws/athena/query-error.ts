import type { AthenaError } from "@aws-sdk/client-athena";
import { TrinoError, TrinoLost } from "../engines/trino-client";
import { AwsError } from "../protocol/aws-error";
import { HiveError } from "./ddl/hive-error";

export interface QueryFailure {
  readonly reason: string;
  readonly error: AthenaError;
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/error-reference.html */
const categories = { system: 1, user: 2 };

/** Types of AWS's error catalog. Which of Trino's errors has which, AWS does not say: the nearest in meaning is taken. */
const types = {
  exhausted: 0,
  engine: 200,
  metastore: 204,
  timedOut: 206,
  resultsNotWritten: 401,
  user: 1000,
  data: 1001,
  ddl: 1003,
  schema: 1004,
  syntax: 1006,
  functionArgument: 1106,
  tableProperty: 1103,
  view: 1107,
  noTable: 1110,
  notSupported: 1200,
  noEntity: 1301,
  noFunction: 1303,
  permission: 1500,
};

/** By the beginnings of Trino's error names; the first that fits holds. */
const typesByName: readonly (readonly [RegExp, number])[] = [
  [/^(TABLE_NOT_FOUND|TABLE_HAS_NO_COLUMNS)$/, types.noTable],
  [/^(SCHEMA_NOT_FOUND|CATALOG_NOT_FOUND|NOT_FOUND|MISSING_(SCHEMA|CATALOG)_NAME)$/, types.noEntity],
  [/^FUNCTION_(NOT_FOUND|IMPLEMENTATION_MISSING)$/, types.noFunction],
  [/^INVALID_FUNCTION_ARGUMENT$/, types.functionArgument],
  [/^INVALID_(TABLE|SCHEMA|COLUMN)_PROPERTY$/, types.tableProperty],
  [/^(INVALID_VIEW|VIEW_IS_(STALE|RECURSIVE))$/, types.view],
  [/_ALREADY_EXISTS$/, types.ddl],
  [/^HIVE_(PARTITION_SCHEMA_MISMATCH|INVALID_METADATA|UNSUPPORTED_FORMAT)$/, types.schema],
  [/^HIVE_METASTORE_ERROR$/, types.metastore],
  [/^(HIVE_|DIVISION_BY_ZERO|INVALID_CAST_ARGUMENT|NUMERIC_VALUE_OUT_OF_RANGE|SUBQUERY_MULTIPLE_ROWS)/, types.data],
  [/^EXCEEDED_TIME_LIMIT$/, types.timedOut],
  [/^(PERMISSION_DENIED|TABLE_.*_DENIED)$/, types.permission],
  [/^NOT_SUPPORTED$/, types.notSupported],
  [
    /^(SYNTAX_ERROR|COLUMN_|TYPE_|AMBIGUOUS_|EXPRESSION_NOT|INVALID_|MISSING_|NESTED_|DUPLICATE_|MISMATCHED_)/,
    types.syntax,
  ],
];

/**
 * Words a failure as Athena's `StateChangeReason` and `AthenaError` do.
 *
 * @param log Where the engine's log is; named where the engine is to blame.
 */
export function queryFailure(error: unknown, log: string): QueryFailure {
  if (error instanceof TrinoError) {
    return trinoFailure(error);
  }
  if (error instanceof HiveError) {
    return failure(error.message, categories.user, types.ddl);
  }
  if (error instanceof AwsError) {
    const reason = `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ${error.code}: ${error.message}`;
    return failure(reason, categories.user, types.ddl);
  }
  if (isFullDisk(error)) {
    return failure(
      "Failed to write query results to Amazon S3: no space left.",
      categories.system,
      types.resultsNotWritten,
    );
  }
  if (error instanceof TrinoLost) {
    const lost = `GENERIC_INTERNAL_ERROR: The query engine ended while the query ran. Its log: ${log}`;
    return failure(lost, categories.system, types.engine);
  }
  const reason = `GENERIC_INTERNAL_ERROR: ${error instanceof Error ? error.message : error}`;
  return failure(reason, categories.system, types.engine);
}

function trinoFailure({ errorName, errorType, message }: TrinoError): QueryFailure {
  const wrongColumn = /^Unsupported Trino column type \((.+)\) for Parquet column \(\[(.+?)\] \w+ (\w+)/.exec(message);
  if (wrongColumn !== null) {
    const [, type, field, stored = ""] = wrongColumn;
    const reason = `HIVE_BAD_DATA: Field ${field}'s type ${stored.toUpperCase()} in parquet file is incompatible with type ${type} defined in table schema`;
    return failure(reason, categories.user, types.data);
  }
  if (errorType === "INSUFFICIENT_RESOURCES" && !errorName.endsWith("_TIME_LIMIT")) {
    const reason = `Query exhausted resources at this scale factor. ${errorName}: ${message}`;
    return failure(reason, categories.system, types.exhausted);
  }
  const suffix =
    errorName === "COLUMN_NOT_FOUND" ? " or requester is not authorized to access requested resources" : "";
  const user =
    errorType === "USER_ERROR" || /^HIVE_(BAD_DATA|CURSOR_ERROR|CANNOT_OPEN_SPLIT|PARTITION)/.test(errorName);
  const found = typesByName.find(([name]) => name.test(errorName))?.[1];
  const type = found ?? (user ? types.user : types.engine);
  return failure(`${errorName}: ${message}${suffix}`, user ? categories.user : categories.system, type);
}

function isFullDisk(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOSPC";
}

function failure(reason: string, category: number, type: number): QueryFailure {
  return {
    reason,
    error: {
      ErrorCategory: category,
      ErrorType: type,
      Retryable: category === categories.system && type !== types.exhausted,
      ErrorMessage: reason,
    },
  };
}

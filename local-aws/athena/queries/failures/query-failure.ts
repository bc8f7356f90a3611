import type { AthenaError } from "@aws-sdk/client-athena";
import { TrinoError, TrinoLost } from "../../../engines/trino/trino-client";
import { icebergCatalog } from "../../../engines/trino/trino-config";
import { AwsError } from "../../../protocol/aws-error";
import { explain } from "../../../storage/io-error";
import { HiveError } from "../../ddl/hive/hive-error";

export interface QueryFailure {
  readonly reason: string;
  readonly error: AthenaError;
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/error-reference.html */
const categories = { system: 1, user: 2 };

/** Types of AWS's error catalog, some of them as real answers show them, the others the nearest in meaning. */
const types = {
  exhausted: 0,
  engine: 200,
  metastore: 204,
  timedOut: 206,
  resultsNotWritten: 401,
  user: 1000,
  data: 1001,
  typeMismatch: 1002,
  ddl: 1003,
  schema: 1004,
  name: 1006,
  value: 1100,
  tableProperty: 1103,
  functionArgument: 1106,
  view: 1107,
  tableExists: 1110,
  notSupported: 1200,
  notFound: 1300,
  noEntity: 1301,
  noFunction: 1303,
  permission: 1500,
};

/** By the beginnings of Trino's error names; the first that fits holds. */
const typesByName: readonly (readonly [RegExp, number])[] = [
  [/^(TABLE|SCHEMA)_NOT_FOUND$/, types.noEntity],
  [/^NOT_FOUND$/, types.notFound],
  [/^(COLUMN|CATALOG)_NOT_FOUND$/, types.name],
  [/^FUNCTION_(NOT_FOUND|IMPLEMENTATION_MISSING)$/, types.noFunction],
  [/^DIVISION_BY_ZERO$/, types.data],
  [/^TYPE_MISMATCH$/, types.typeMismatch],
  [/^(INVALID_(CAST_ARGUMENT|PARAMETER_USAGE)|NUMERIC_VALUE_OUT_OF_RANGE|MISSING_COLUMN_NAME)$/, types.value],
  [/^INVALID_FUNCTION_ARGUMENT$/, types.functionArgument],
  [/^INVALID_(TABLE|SCHEMA|COLUMN)_PROPERTY$/, types.tableProperty],
  [/^(INVALID_VIEW|VIEW_IS_(STALE|RECURSIVE))$/, types.view],
  [/^TABLE_ALREADY_EXISTS$/, types.tableExists],
  [/_ALREADY_EXISTS$/, types.ddl],
  [/^HIVE_(PARTITION_SCHEMA_MISMATCH|INVALID_METADATA|UNSUPPORTED_FORMAT)$/, types.schema],
  [/^HIVE_METASTORE_ERROR$/, types.metastore],
  [/^(HIVE_|SUBQUERY_MULTIPLE_ROWS)/, types.data],
  [/^EXCEEDED_TIME_LIMIT$/, types.timedOut],
  [/^(PERMISSION_DENIED|TABLE_.*_DENIED)$/, types.permission],
  [/^NOT_SUPPORTED$/, types.notSupported],
  [
    /^(SYNTAX_ERROR|COLUMN_|TYPE_|AMBIGUOUS_|EXPRESSION_NOT|INVALID_|MISSING_|NESTED_|DUPLICATE_|MISMATCHED_)/,
    types.name,
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
    const { category, type, message, told } = error;
    return failure(message, category, type, told);
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
  const reason = `GENERIC_INTERNAL_ERROR: ${explain(error)}`;
  return failure(reason, categories.system, types.engine);
}

function trinoFailure({ errorName, errorType, message: told }: TrinoError): QueryFailure {
  // to the caller all tables are in one catalog
  const message = told.replaceAll(icebergCatalog, "awsdatacatalog");
  const wrongColumn = /^Unsupported Trino column type \((.+)\) for Parquet column \(\[(.+?)\] \w+ (\w+)/.exec(message);
  if (wrongColumn !== null) {
    const [, type, field, stored = ""] = wrongColumn;
    const reason = `HIVE_BAD_DATA: Field ${field}'s type ${stored.toUpperCase()} in parquet file is incompatible with type ${type} defined in table schema`;
    return failure(reason, categories.user, types.data);
  }
  const injected = /^Column projection for column '(.+)' failed\. Injected projection requires single/.exec(message);
  if (injected !== null) {
    const reason = `CONSTRAINT_VIOLATION: For the injected projected partition column ${injected[1]}, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.`;
    return failure(reason, categories.user, types.user);
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
  const text = message.replace(/^(line .*: Catalog '.*') not found$/, "$1 does not exist");
  return failure(`${errorName}: ${text}${suffix}`, user ? categories.user : categories.system, type);
}

function isFullDisk(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOSPC";
}

function failure(reason: string, category: number, type: number, told = reason): QueryFailure {
  return {
    reason,
    error: {
      ErrorCategory: category,
      ErrorType: type,
      Retryable: category === categories.system && type !== types.exhausted && type !== types.ddl,
      ErrorMessage: told,
    },
  };
}

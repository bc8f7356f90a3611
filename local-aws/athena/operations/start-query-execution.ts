import { randomUUID } from "node:crypto";
import type {
  QueryExecution,
  ResultConfiguration,
  StartQueryExecutionInput,
  StartQueryExecutionOutput,
  WorkGroup,
} from "@aws-sdk/client-athena";
import { AwsError } from "../../protocol/aws-error";
import type { AthenaContext } from "../athena-context";
import { parseOutputLocation } from "../results/output-location";
import { classify, type Statement } from "../sql/statement";
import { engineVersion } from "../work-groups";

/** Athena's limit of a query's text. */
const maxQueryBytes = 262_144;

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html */
export function startQueryExecution(
  context: AthenaContext,
  input: StartQueryExecutionInput,
): StartQueryExecutionOutput {
  const sql = checkQuery(input.QueryString);
  const before = context.queries.all().find(({ clientRequestToken }) => sameToken(clientRequestToken, input));
  if (before !== undefined) {
    if (before.execution.Query !== sql) {
      throw invalid("Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH");
    }
    return { QueryExecutionId: before.execution.QueryExecutionId };
  }
  const workGroup = context.workGroups.get(input.WorkGroup ?? "primary");
  if (workGroup.State === "DISABLED") {
    throw invalid(`WorkGroup ${workGroup.Name} is disabled.`, "WORKGROUP_DISABLED");
  }
  const statement = checkStatement(sql);
  const id = randomUUID();
  context.queries.put({
    execution: newExecution(context, { ...input, QueryString: sql }, { id, statement, workGroup }),
    columns: [],
    ...(input.ClientRequestToken !== undefined && { clientRequestToken: input.ClientRequestToken }),
  });
  context.runner.submit(id, statement);
  return { QueryExecutionId: id };
}

function sameToken(token: string | undefined, input: StartQueryExecutionInput): boolean {
  return token !== undefined && token === input.ClientRequestToken;
}

function checkQuery(sql: string | undefined): string {
  if (sql === undefined || sql.trim() === "") {
    throw invalid("Query string cannot be empty", "MALFORMED_QUERY");
  }
  if (Buffer.byteLength(sql) > maxQueryBytes) {
    throw invalid("Query string exceeds the maximum allowed length of 262144", "MALFORMED_QUERY");
  }
  return sql;
}

function checkStatement(sql: string): Statement {
  const statement = classify(sql);
  if (statement === undefined) {
    throw invalid(
      `The embedded Athena does not run this kind of statement: ${sql.trim().slice(0, 40)}. local-aws/README.md lists what it runs.`,
      "MALFORMED_QUERY",
    );
  }
  const last = statement.tokens.findIndex(({ text }) => text === ";");
  if (statement.runBy === "trino" && last >= 0 && statement.tokens.slice(last).some(({ text }) => text !== ";")) {
    throw invalid(`Only one sql statement is allowed. Got: ${sql.trimEnd()}`, "MALFORMED_QUERY");
  }
  return statement;
}

interface NewQuery {
  readonly id: string;
  readonly statement: Statement;
  readonly workGroup: WorkGroup;
}

function newExecution(
  context: AthenaContext,
  input: StartQueryExecutionInput,
  { id, statement, workGroup }: NewQuery,
): QueryExecution {
  const configuration = resultConfiguration(input, workGroup);
  const { bucket, prefix } = parseOutputLocation(configuration.OutputLocation ?? "");
  if (!context.objects.hasBucket(bucket)) {
    throw invalid(`Unable to verify/create output bucket ${bucket}`, "INVALID_INPUT");
  }
  const OutputLocation = `s3://${bucket}/${prefix}${id}${resultEnding(statement)}`;
  return {
    QueryExecutionId: id,
    Query: input.QueryString,
    StatementType: statement.type,
    SubstatementType: statement.substatement,
    ResultConfiguration: { ...configuration, OutputLocation },
    ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: false } },
    QueryExecutionContext: {
      Catalog: (input.QueryExecutionContext?.Catalog ?? "awsdatacatalog").toLowerCase(),
      Database: (input.QueryExecutionContext?.Database ?? "default").toLowerCase(),
    },
    Status: { State: "QUEUED", SubmissionDateTime: new Date() },
    Statistics: {},
    WorkGroup: workGroup.Name,
    EngineVersion: engineVersion,
    ...(input.ExecutionParameters && { ExecutionParameters: input.ExecutionParameters }),
  };
}

/** A SELECT leaves a CSV file, DDL and utility statements a text; what writes data leaves a file of no ending. */
function resultEnding({ type, substatement }: Statement): string {
  if (substatement === "SELECT") {
    return ".csv";
  }
  const writes = (type === "DML" && substatement !== "EXPLAIN") || substatement === "CREATE_TABLE_AS_SELECT";
  return writes ? "" : ".txt";
}

function resultConfiguration(input: StartQueryExecutionInput, { Configuration }: WorkGroup): ResultConfiguration {
  const own = Configuration?.EnforceWorkGroupConfiguration === true ? {} : (input.ResultConfiguration ?? {});
  const merged = { ...Configuration?.ResultConfiguration, ...own };
  if (!merged.OutputLocation) {
    throw invalid(
      "No output location provided. You did not provide an output location for your query results. Set one in the workgroup's configuration or in the request.",
      "INVALID_INPUT",
    );
  }
  return merged;
}

function invalid(message: string, code: string): AwsError {
  return new AwsError("InvalidRequestException", message, 400, { AthenaErrorCode: code });
}

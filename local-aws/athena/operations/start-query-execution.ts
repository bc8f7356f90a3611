import { randomUUID } from "node:crypto";
import type {
  QueryExecution,
  ResultConfiguration,
  StartQueryExecutionInput,
  StartQueryExecutionOutput,
  WorkGroup,
} from "@aws-sdk/client-athena";
import { trinoSyntaxError } from "../../engines/trino/trino-syntax";
import type { AthenaContext } from "../athena-context";
import { checkCatalog } from "../catalog/data-catalog";
import { checkAtStart, NotHive } from "../ddl/refused-at-start";
import { contextDatabase } from "../queries/context-database";
import { executedStatement } from "../queries/executed-statement";
import { reusableQuery, reuseConfiguration, reusing } from "../queries/result-reuse";
import { writesFiles } from "../results/manifest";
import { parseOutputLocation } from "../results/output-location";
import { nestsTooDeep, tooDeep } from "../sql/text/nesting";
import type { QueryText } from "../sql/text/query-text";
import { statementsOf } from "../sql/text/separate-statements";
import type { Statement } from "../sql/text/statement";
import { readSql } from "../sql/text/tokens";
import { invalidRequest } from "../validation";
import { engineVersion } from "../work-groups/work-groups";

/** Athena's limit of a query's text; the values of its parameters, for which AWS names no limit, are a part of it here. */
const maxQueryBytes = 262_144;

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html */
export async function startQueryExecution(
  context: AthenaContext,
  input: StartQueryExecutionInput,
): Promise<StartQueryExecutionOutput> {
  checkInput(input);
  return context.starts.run(input.ClientRequestToken ?? "", () => start(context, input));
}

async function start(context: AthenaContext, input: StartQueryExecutionInput): Promise<StartQueryExecutionOutput> {
  const text = await oneStatement(input.QueryString ?? "");
  const { sql } = text;
  const before = startedWith(context, input, sql);
  if (before !== undefined) {
    return { QueryExecutionId: before };
  }
  const workGroup = context.workGroups.get(input.WorkGroup ?? "primary");
  if (workGroup.State === "DISABLED") {
    throw invalidRequest(`WorkGroup ${workGroup.Name} is disabled.`, "WORKGROUP_DISABLED");
  }
  const id = randomUUID();
  const statement = await executedStatement(context.prepared, workGroup.Name ?? "", text);
  const execution = newExecution(context, { ...input, QueryString: sql }, { id, statement, workGroup });
  if (nestsTooDeep(text) || (statement !== undefined && statement.text !== text && nestsTooDeep(statement.text))) {
    throw invalidRequest(tooDeep, "MALFORMED_QUERY");
  }
  await checkHive(context, text, statement, contextDatabase(input));
  if (statement === undefined) {
    throw invalidRequest(await whyNotRun(context, sql), "MALFORMED_QUERY");
  }
  const clientRequestToken = input.ClientRequestToken;
  const token = clientRequestToken === undefined ? {} : { clientRequestToken };
  const earlier = reusableQuery(context.queries, context.objects, execution);
  if (earlier !== undefined) {
    context.queries.put({ ...reusing(execution, earlier), ...token });
    return { QueryExecutionId: id };
  }
  context.queries.put({ execution, columns: [], ...token });
  const problem = await context.runner.submit(id, statement);
  if (problem !== undefined) {
    throw invalidRequest(problem, "MALFORMED_QUERY");
  }
  return { QueryExecutionId: id };
}

/**
 * The query that the same request started before, whatever has become of its workgroup and bucket.
 *
 * @throws AwsError where that was another query.
 */
function startedWith(context: AthenaContext, input: StartQueryExecutionInput, sql: string): string | undefined {
  const before = context.queries
    .all()
    .find(({ clientRequestToken }) => sameToken(clientRequestToken, input))?.execution;
  if (before === undefined) {
    return undefined;
  }
  const parameters = ({ QueryExecutionContext, ExecutionParameters, WorkGroup = "primary" }: Asked) =>
    JSON.stringify([QueryExecutionContext?.Database, ExecutionParameters, WorkGroup]);
  if (before.Query !== sql || parameters(before) !== parameters(input)) {
    throw invalidRequest("Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH");
  }
  return before.QueryExecutionId;
}

type Asked = Pick<StartQueryExecutionInput, "QueryExecutionContext" | "ExecutionParameters" | "WorkGroup">;

function checkInput(input: StartQueryExecutionInput): void {
  const { ClientRequestToken: token, ExecutionParameters, QueryExecutionContext, QueryString } = input;
  if (token === undefined) {
    throw invalidRequest("clientRequestToken is null or empty");
  }
  const bytes = [QueryString ?? "", ...(ExecutionParameters ?? [])].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    0,
  );
  if (bytes > maxQueryBytes) {
    throw invalidRequest("Query string exceeds the maximum allowed length of 262144", "MALFORMED_QUERY");
  }
  checkCatalog(QueryExecutionContext?.Catalog);
}

function sameToken(token: string | undefined, input: StartQueryExecutionInput): boolean {
  return token !== undefined && token === input.ClientRequestToken;
}

/** The one statement of a text, without the blanks and semicolons around it. */
async function oneStatement(text: string): Promise<QueryText> {
  if (text.trim() === "") {
    throw invalidRequest("Query string cannot be empty", "MALFORMED_QUERY");
  }
  const statements = statementsOf(await readSql(text));
  if (statements.length > 1) {
    throw invalidRequest(`Only one sql statement is allowed. Got: ${text.trimEnd()}`, "MALFORMED_QUERY");
  }
  const [statement] = statements;
  if (statement === undefined) {
    throw invalidRequest(`Empty sql statement: ${text.trimEnd()}`, "MALFORMED_QUERY");
  }
  return statement;
}

/** @throws AwsError for what Athena refuses of Hive's statements before they run. */
async function checkHive(
  { catalog, trino }: AthenaContext,
  text: QueryText,
  statement: Statement | undefined,
  database: string,
): Promise<void> {
  try {
    await checkAtStart(text, statement, catalog, database);
  } catch (error) {
    if (!(error instanceof NotHive)) {
      throw error;
    }
    const address = trino.address();
    const problem = address === undefined ? undefined : await trinoSyntaxError(address, text.sql);
    throw invalidRequest(problem ?? error.message, "MALFORMED_QUERY");
  }
}

/** Statements that Athena runs and the embedded one does not. */
const athenaOnly = /^\W*USING\b/i;

/** What Athena says to what it does not run, or cannot read; our own words for what only we lack. */
async function whyNotRun({ trino }: AthenaContext, sql: string): Promise<string> {
  if (athenaOnly.test(sql)) {
    return `The embedded Athena does not run this kind of statement: ${sql.trim().slice(0, 40)}. local-aws/README.md lists what it runs.`;
  }
  const address = trino.address();
  const problem = address === undefined ? undefined : await trinoSyntaxError(address, sql);
  return problem ?? "Queries of this type are not supported";
}

interface NewQuery {
  readonly id: string;
  readonly statement: Statement | undefined;
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
    throw invalidRequest(`Unable to verify/create output bucket ${bucket}`, "INVALID_INPUT");
  }
  const OutputLocation = `s3://${bucket}/${prefix}${resultName(id, statement)}`;
  return {
    QueryExecutionId: id,
    Query: input.QueryString,
    StatementType: statement?.type,
    SubstatementType: statement?.substatement,
    ResultConfiguration: { ...configuration, OutputLocation },
    ResultReuseConfiguration: reuseConfiguration(input.ResultReuseConfiguration),
    QueryExecutionContext: {
      Catalog: input.QueryExecutionContext?.Catalog?.toLowerCase(),
      Database: input.QueryExecutionContext?.Database,
    },
    Status: { State: "QUEUED", SubmissionDateTime: new Date() },
    Statistics: {},
    WorkGroup: workGroup.Name,
    EngineVersion: engineVersion(),
    ...(input.ExecutionParameters && { ExecutionParameters: input.ExecutionParameters }),
  };
}

/** A SELECT and SHOW FUNCTIONS leave a CSV file, DDL and utility statements a text; what writes data leaves its lists beside this name. */
function resultName(id: string, statement: Statement | undefined): string {
  if (["SELECT", "SHOW_FUNCTIONS"].includes(statement?.substatement ?? "")) {
    return `${id}.csv`;
  }
  if (statement?.substatement === "CREATE_TABLE_AS_SELECT") {
    return `tables/${id}`;
  }
  return statement !== undefined && writesFiles(statement) ? id : `${id}.txt`;
}

function resultConfiguration(input: StartQueryExecutionInput, { Configuration }: WorkGroup): ResultConfiguration {
  const own = Configuration?.EnforceWorkGroupConfiguration === true ? {} : (input.ResultConfiguration ?? {});
  const merged = { ...Configuration?.ResultConfiguration, ...own };
  if (!merged.OutputLocation) {
    throw invalidRequest(
      "No output location provided. You did not provide an output location for your query results. Set one in the workgroup's configuration or in the request.",
      "INVALID_INPUT",
    );
  }
  return merged;
}

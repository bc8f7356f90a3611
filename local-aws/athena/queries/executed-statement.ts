import { TrinoError } from "../../engines/trino/trino-client";
import type { PreparedStatements } from "../prepared-statements";
import { writesFiles } from "../results/manifest";
import { type Execute, readExecute } from "../sql/text/prepared";
import { QueryText } from "../sql/text/query-text";
import { SqlReader } from "../sql/text/sql-reader";
import { classify, type Statement } from "../sql/text/statement";
import type { SqlText } from "../sql/text/tokens";
import { invalidRequest } from "../validation";

/** The statement that a query runs. */
export interface ExecutedStatement extends Statement {
  /** The EXECUTE of the query, which names it, or nothing that there is. */
  readonly execute?: Execute;
}

/** Whether a statement is `EXECUTE name …`. */
export function isExecute({ tokens }: SqlText): boolean {
  return tokens[0]?.text.toUpperCase() === "EXECUTE";
}

/**
 * The statement that a query runs: for `EXECUTE name …` the prepared one of that name, which has to be one that Athena
 * prepares. A name that there is not fails when it runs.
 *
 * @returns `undefined` where the embedded Athena does not run such statements.
 * @throws AwsError InvalidRequestException where it cannot be read.
 */
export async function executedStatement(
  prepared: PreparedStatements,
  workGroup: string,
  query: QueryText,
): Promise<ExecutedStatement | undefined> {
  const statement = classify(query);
  if (statement === undefined || !isExecute(query)) {
    return statement;
  }
  const execute = executeOf(query);
  if (!prepared.has(workGroup, execute.name)) {
    return { ...statement, execute };
  }
  const { QueryStatement = "" } = prepared.get(workGroup, execute.name);
  const named = classify(await QueryText.read(QueryStatement));
  const mayBePrepared = named !== undefined && (named.substatement === "SELECT" || writesFiles(named));
  return mayBePrepared && !isExecute(named.text) ? { ...named, execute } : undefined;
}

function executeOf(query: QueryText): Execute {
  try {
    return readExecute(new SqlReader(query));
  } catch (error) {
    throw error instanceof TrinoError ? invalidRequest(error.message, "MALFORMED_QUERY") : error;
  }
}

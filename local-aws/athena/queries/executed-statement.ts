import { TrinoError } from "../../engines/trino/trino-client";
import type { PreparedStatements } from "../prepared-statements";
import { writesFiles } from "../results/manifest";
import { readExecute } from "../sql/text/prepared";
import { classify, type Statement } from "../sql/text/statement";
import { readSqlInTurns, type SqlText } from "../sql/text/tokens";
import { invalidRequest } from "../validation";

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
  query: SqlText,
): Promise<Statement | undefined> {
  const statement = classify(query);
  if (statement === undefined || !isExecute(statement)) {
    return statement;
  }
  const name = executedName(query);
  if (!prepared.has(workGroup, name)) {
    return statement;
  }
  const named = classify(await readSqlInTurns(prepared.get(workGroup, name).QueryStatement ?? ""));
  const mayBePrepared = named !== undefined && (named.substatement === "SELECT" || writesFiles(named));
  return mayBePrepared && !isExecute(named) ? named : undefined;
}

function executedName(query: SqlText): string {
  try {
    return readExecute(query).name;
  } catch (error) {
    throw error instanceof TrinoError ? invalidRequest(error.message, "MALFORMED_QUERY") : error;
  }
}

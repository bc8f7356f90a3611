import type { PreparedStatements } from "./prepared-statements";
import { writesFiles } from "./results/manifest";
import { readExecute } from "./sql/prepared";
import { classify, type Statement } from "./sql/statement";

/** Whether a statement is `EXECUTE name …`. */
export function isExecute({ tokens }: Statement): boolean {
  return tokens[0]?.text.toUpperCase() === "EXECUTE";
}

/**
 * The statement that a query runs: for `EXECUTE name …` the prepared one of that name, which has to be one that Athena
 * prepares. A name that there is not fails when it runs.
 *
 * @returns `undefined` where the embedded Athena does not run such statements.
 */
export function executedStatement(prepared: PreparedStatements, workGroup: string, sql: string): Statement | undefined {
  const statement = classify(sql);
  if (statement === undefined || !isExecute(statement)) {
    return statement;
  }
  const { name } = readExecute(sql);
  if (!prepared.has(workGroup, name)) {
    return statement;
  }
  const named = classify(prepared.get(workGroup, name).QueryStatement ?? "");
  const mayBePrepared = named !== undefined && (named.substatement === "SELECT" || writesFiles(named));
  return mayBePrepared && !isExecute(named) ? named : undefined;
}

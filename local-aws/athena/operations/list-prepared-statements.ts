import type { ListPreparedStatementsInput, ListPreparedStatementsOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pagination";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListPreparedStatements.html */
export function listPreparedStatements(
  context: AthenaContext,
  input: ListPreparedStatementsInput,
): ListPreparedStatementsOutput {
  const statements = context.prepared.list(context.workGroups.get(input.WorkGroup).Name ?? "");
  const { items, NextToken } = pageOf(statements, ({ StatementName }) => StatementName, input);
  const PreparedStatements = items.map(({ StatementName, LastModifiedTime }) => ({ StatementName, LastModifiedTime }));
  return { PreparedStatements, NextToken };
}

import type { BatchGetPreparedStatementInput, BatchGetPreparedStatementOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { checkList } from "../validation";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_BatchGetPreparedStatement.html */
export function batchGetPreparedStatement(
  context: AthenaContext,
  input: BatchGetPreparedStatementInput,
): BatchGetPreparedStatementOutput {
  checkList("preparedStatementNames", input.PreparedStatementNames, 50);
  const workGroup = context.workGroups.get(input.WorkGroup).Name ?? "";
  const names = input.PreparedStatementNames ?? [];
  return {
    PreparedStatements: names
      .filter((name) => context.prepared.has(workGroup, name))
      .map((name) => context.prepared.get(workGroup, name)),
    UnprocessedPreparedStatementNames: names
      .filter((name) => !context.prepared.has(workGroup, name))
      .map((name) => ({
        StatementName: name,
        ErrorCode: "STATEMENT_NOT_FOUND",
        ErrorMessage: `PreparedStatement ${name} was not found in workGroup ${workGroup}`,
      })),
  };
}

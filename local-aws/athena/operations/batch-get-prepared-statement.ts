import type { BatchGetPreparedStatementInput, BatchGetPreparedStatementOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { invalidRequest } from "../validation";

/** As AWS describes the operation; its model has no limit. */
const maxNames = 256;

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_BatchGetPreparedStatement.html */
export function batchGetPreparedStatement(
  context: AthenaContext,
  input: BatchGetPreparedStatementInput,
): BatchGetPreparedStatementOutput {
  const workGroup = context.workGroups.get(input.WorkGroup).Name ?? "";
  const names = input.PreparedStatementNames ?? [];
  if (names.length > maxNames) {
    throw invalidRequest(`PreparedStatementNames has more than ${maxNames} names.`);
  }
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

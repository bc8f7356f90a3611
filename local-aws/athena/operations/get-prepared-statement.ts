import type { GetPreparedStatementInput, GetPreparedStatementOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetPreparedStatement.html */
export function getPreparedStatement(
  context: AthenaContext,
  input: GetPreparedStatementInput,
): GetPreparedStatementOutput {
  const workGroup = context.workGroups.get(input.WorkGroup).Name ?? "";
  return { PreparedStatement: context.prepared.get(workGroup, input.StatementName) };
}

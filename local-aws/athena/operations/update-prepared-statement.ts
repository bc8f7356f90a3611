import type { UpdatePreparedStatementInput, UpdatePreparedStatementOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_UpdatePreparedStatement.html */
export function updatePreparedStatement(
  context: AthenaContext,
  input: UpdatePreparedStatementInput,
): UpdatePreparedStatementOutput {
  const workGroup = context.workGroups.get(input.WorkGroup).Name ?? "";
  const old = context.prepared.get(workGroup, input.StatementName);
  const Description = input.Description ?? old.Description;
  context.prepared.put({ ...old, QueryStatement: input.QueryStatement, Description });
  return {};
}

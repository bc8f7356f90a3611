import type { DeletePreparedStatementInput, DeletePreparedStatementOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_DeletePreparedStatement.html */
export function deletePreparedStatement(
  context: AthenaContext,
  input: DeletePreparedStatementInput,
): DeletePreparedStatementOutput {
  const workGroup = context.workGroups.get(input.WorkGroup).Name ?? "";
  context.prepared.delete(context.prepared.get(workGroup, input.StatementName));
  return {};
}

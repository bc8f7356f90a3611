import type { CreatePreparedStatementInput, CreatePreparedStatementOutput } from "@aws-sdk/client-athena";
import { AwsError } from "../../protocol/aws-error";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_CreatePreparedStatement.html */
export function createPreparedStatement(
  context: AthenaContext,
  input: CreatePreparedStatementInput,
): CreatePreparedStatementOutput {
  const { StatementName, QueryStatement, Description } = input;
  const WorkGroupName = context.workGroups.get(input.WorkGroup).Name ?? "";
  if (context.prepared.has(WorkGroupName, StatementName)) {
    throw new AwsError("InvalidRequestException", `PreparedStatement ${StatementName} already exists.`);
  }
  context.prepared.put({ StatementName, QueryStatement, Description, WorkGroupName });
  return {};
}

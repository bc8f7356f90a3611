import type { DeleteWorkGroupInput, DeleteWorkGroupOutput } from "@aws-sdk/client-athena";
import { AwsError } from "../../protocol/aws-error";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_DeleteWorkGroup.html */
export async function deleteWorkGroup(
  context: AthenaContext,
  input: DeleteWorkGroupInput,
): Promise<DeleteWorkGroupOutput> {
  const { Name = "" } = context.workGroups.get(input.WorkGroup);
  if (Name === "primary") {
    throw new AwsError("InvalidRequestException", "The primary workgroup cannot be deleted.");
  }
  const queries = context.queries.all().filter(({ execution }) => execution.WorkGroup === Name);
  if (queries.length > 0 && input.RecursiveDeleteOption !== true) {
    throw new AwsError("InvalidRequestException", `WorkGroup ${Name} is not empty`);
  }
  for (const { execution } of queries) {
    await context.runner.stop(execution.QueryExecutionId ?? "");
    context.queries.delete(execution.QueryExecutionId ?? "");
  }
  context.workGroups.delete(Name);
  return {};
}

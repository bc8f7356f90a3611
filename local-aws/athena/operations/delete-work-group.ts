import type { DeleteWorkGroupInput, DeleteWorkGroupOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { invalidRequest } from "../validation";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_DeleteWorkGroup.html */
export async function deleteWorkGroup(
  context: AthenaContext,
  input: DeleteWorkGroupInput,
): Promise<DeleteWorkGroupOutput> {
  const { Name = "" } = context.workGroups.get(input.WorkGroup);
  if (Name === "primary") {
    throw invalidRequest("The primary workgroup cannot be deleted.");
  }
  const queries = context.queries.all().filter(({ execution }) => execution.WorkGroup === Name);
  const saved = context.namedQueries.all().filter(({ WorkGroup }) => WorkGroup === Name);
  const prepared = context.prepared.list(Name);
  if (queries.length + saved.length + prepared.length > 0 && input.RecursiveDeleteOption !== true) {
    throw invalidRequest(`WorkGroup ${Name} is not empty`);
  }
  for (const { execution } of queries) {
    await context.runner.stop(execution.QueryExecutionId ?? "");
    context.queries.delete(execution.QueryExecutionId ?? "");
  }
  for (const { NamedQueryId = "" } of saved) {
    context.namedQueries.delete(NamedQueryId);
  }
  for (const statement of prepared) {
    context.prepared.delete(statement);
  }
  context.tags.delete(Name);
  context.workGroups.delete(Name);
  return {};
}

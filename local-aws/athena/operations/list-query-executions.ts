import type { ListQueryExecutionsInput, ListQueryExecutionsOutput, QueryExecution } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pagination";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListQueryExecutions.html */
export function listQueryExecutions(
  context: AthenaContext,
  input: ListQueryExecutionsInput,
): ListQueryExecutionsOutput {
  const workGroup = context.workGroups.get(input.WorkGroup ?? "primary").Name;
  const executions = context.queries
    .all()
    .map(({ execution }) => execution)
    .filter(({ WorkGroup }) => WorkGroup === workGroup);
  const { items, NextToken } = pageOf(executions, newestFirst, input);
  return { QueryExecutionIds: items.map(({ QueryExecutionId = "" }) => QueryExecutionId), NextToken };
}

/** The later, the smaller. */
function newestFirst({ QueryExecutionId, Status }: QueryExecution): string {
  const left = 1e14 - (Status?.SubmissionDateTime?.getTime() ?? 0);
  return `${String(left).padStart(15, "0")} ${QueryExecutionId}`;
}

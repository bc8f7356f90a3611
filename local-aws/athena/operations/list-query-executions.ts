import type { ListQueryExecutionsInput, ListQueryExecutionsOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pages";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListQueryExecutions.html */
export function listQueryExecutions(
  context: AthenaContext,
  input: ListQueryExecutionsInput,
): ListQueryExecutionsOutput {
  const workGroup = context.workGroups.get(input.WorkGroup ?? "primary").Name;
  const ids = context.queries
    .all()
    .filter(({ execution }) => execution.WorkGroup === workGroup)
    .map(({ execution }) => execution.QueryExecutionId ?? "");
  const { items, NextToken } = pageOf(ids, (id) => id, input, { least: 0, most: 50 });
  return { QueryExecutionIds: items, NextToken };
}

import type { ListNamedQueriesInput, ListNamedQueriesOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pagination";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListNamedQueries.html */
export function listNamedQueries(context: AthenaContext, input: ListNamedQueriesInput): ListNamedQueriesOutput {
  const workGroup = context.workGroups.get(input.WorkGroup ?? "primary").Name;
  const queries = context.namedQueries.all().filter(({ WorkGroup }) => WorkGroup === workGroup);
  const { items, NextToken } = pageOf(queries, ({ NamedQueryId }) => NamedQueryId, input);
  return { NamedQueryIds: items.map(({ NamedQueryId }) => NamedQueryId ?? ""), NextToken };
}

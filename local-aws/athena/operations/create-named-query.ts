import type { CreateNamedQueryInput, CreateNamedQueryOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html */
export function createNamedQuery(context: AthenaContext, input: CreateNamedQueryInput): CreateNamedQueryOutput {
  const { Name, Description, Database, QueryString } = input;
  const WorkGroup = context.workGroups.get(input.WorkGroup ?? "primary").Name;
  return { NamedQueryId: context.namedQueries.add({ Name, Description, Database, QueryString, WorkGroup }) };
}

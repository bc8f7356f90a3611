import type { BatchGetNamedQueryInput, BatchGetNamedQueryOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_BatchGetNamedQuery.html */
export function batchGetNamedQuery(context: AthenaContext, input: BatchGetNamedQueryInput): BatchGetNamedQueryOutput {
  const byId = new Map(context.namedQueries.all().map((query) => [query.NamedQueryId, query]));
  const ids = input.NamedQueryIds ?? [];
  return {
    NamedQueries: ids.flatMap((id) => byId.get(id) ?? []),
    UnprocessedNamedQueryIds: ids
      .filter((id) => !byId.has(id))
      .map((id) => ({
        NamedQueryId: id,
        ErrorCode: "INVALID_INPUT",
        ErrorMessage: `NamedQuery ${id} was not found`,
      })),
  };
}

import type { DeleteNamedQueryInput, DeleteNamedQueryOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_DeleteNamedQuery.html */
export function deleteNamedQuery(context: AthenaContext, input: DeleteNamedQueryInput): DeleteNamedQueryOutput {
  context.namedQueries.delete(context.namedQueries.get(input.NamedQueryId).NamedQueryId ?? "");
  return {};
}

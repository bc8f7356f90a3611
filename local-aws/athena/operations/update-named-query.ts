import type { UpdateNamedQueryInput, UpdateNamedQueryOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_UpdateNamedQuery.html */
export function updateNamedQuery(context: AthenaContext, input: UpdateNamedQueryInput): UpdateNamedQueryOutput {
  const old = context.namedQueries.get(input.NamedQueryId);
  const Description = input.Description ?? old.Description;
  context.namedQueries.replace({ ...old, Name: input.Name, QueryString: input.QueryString, Description });
  return {};
}

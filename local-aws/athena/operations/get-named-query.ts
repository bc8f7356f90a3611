import type { GetNamedQueryInput, GetNamedQueryOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetNamedQuery.html */
export function getNamedQuery(context: AthenaContext, input: GetNamedQueryInput): GetNamedQueryOutput {
  return { NamedQuery: context.namedQueries.get(input.NamedQueryId) };
}

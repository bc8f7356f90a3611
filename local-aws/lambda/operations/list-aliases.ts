import type { ListAliasesRequest, ListAliasesResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { aliasConfiguration } from "../functions/alias-output";
import { parseFunctionName } from "../functions/function-name";
import type { LambdaContext } from "../lambda-context";
import { pageOf } from "../page";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html */
export function listAliases(
  { functions }: LambdaContext,
  input: ListAliasesRequest,
  { region }: RequestContext,
): ListAliasesResponse {
  const record = functions.get(parseFunctionName(input.FunctionName ?? "").name, region);
  const all = record.aliases
    .filter(({ version }) => input.FunctionVersion === undefined || version === input.FunctionVersion)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, NextMarker } = pageOf(all, ({ name }) => name, input);
  const Aliases = items.map((alias) => aliasConfiguration(functions, record, alias));
  return NextMarker === undefined ? { Aliases } : { Aliases, NextMarker };
}

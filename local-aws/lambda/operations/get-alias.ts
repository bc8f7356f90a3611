import type { AliasConfiguration, GetAliasRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { aliasConfiguration } from "../functions/alias-output";
import { parseFunctionName } from "../functions/function-name";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html */
export function getAlias(
  { functions }: LambdaContext,
  input: GetAliasRequest,
  { region }: RequestContext,
): AliasConfiguration {
  const record = functions.get(parseFunctionName(input.FunctionName ?? "").name, region);
  return aliasConfiguration(functions, record, functions.alias(record, input.Name ?? ""));
}

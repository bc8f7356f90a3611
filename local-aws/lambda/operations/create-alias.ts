import { randomUUID } from "node:crypto";
import type { AliasConfiguration, CreateAliasRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { conflict } from "../errors";
import { aliasConfiguration, checkWeights } from "../functions/alias-output";
import { parseFunctionName } from "../functions/function-name";
import type { Alias } from "../functions/function-record";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
export function createAlias(
  { functions }: LambdaContext,
  input: CreateAliasRequest,
  { region }: RequestContext,
): AliasConfiguration {
  const record = functions.get(parseFunctionName(input.FunctionName ?? "").name, region);
  const name = input.Name ?? "";
  if (record.aliases.some((alias) => alias.name === name)) {
    throw conflict(`Alias already exists: ${functions.arn(record, name)}`);
  }
  const version = input.FunctionVersion ?? "";
  const weights = checkWeights(functions, record, version, input.RoutingConfig?.AdditionalVersionWeights);
  const alias: Alias = {
    ...{ name, version, description: input.Description ?? "", revisionId: randomUUID() },
    ...(weights === undefined ? {} : { weights }),
  };
  functions.put({ ...record, aliases: [...record.aliases, alias] });
  return aliasConfiguration(functions, record, alias);
}

import { randomUUID } from "node:crypto";
import type { AliasConfiguration, UpdateAliasRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { revisionMismatch } from "../errors";
import { aliasConfiguration, checkWeights } from "../functions/alias-output";
import { parseFunctionName } from "../functions/function-name";
import type { Alias } from "../functions/function-record";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html */
export function updateAlias(
  { functions }: LambdaContext,
  input: UpdateAliasRequest,
  { region }: RequestContext,
): AliasConfiguration {
  const record = functions.get(parseFunctionName(input.FunctionName ?? "").name, region);
  const before = functions.alias(record, input.Name ?? "");
  if (input.RevisionId !== undefined && input.RevisionId !== before.revisionId) {
    throw revisionMismatch();
  }
  const version = input.FunctionVersion ?? before.version;
  const given = input.RoutingConfig === undefined ? before.weights : input.RoutingConfig.AdditionalVersionWeights;
  const weights = checkWeights(functions, record, version, given);
  const alias: Alias = {
    ...{ name: before.name, version, description: input.Description ?? before.description, revisionId: randomUUID() },
    ...(weights === undefined ? {} : { weights }),
  };
  const aliases = record.aliases.map((one) => (one.name === alias.name ? alias : one));
  functions.put({ ...record, aliases });
  return aliasConfiguration(functions, record, alias);
}

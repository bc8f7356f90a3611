import type { DeleteAliasRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { parseFunctionName } from "../functions/function-name";
import type { LambdaContext } from "../lambda-context";

/** It is no error where there is none. @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteAlias.html */
export function deleteAlias({ functions }: LambdaContext, input: DeleteAliasRequest, { region }: RequestContext): void {
  const record = functions.get(parseFunctionName(input.FunctionName ?? "").name, region);
  functions.put({ ...record, aliases: record.aliases.filter(({ name }) => name !== input.Name) });
}

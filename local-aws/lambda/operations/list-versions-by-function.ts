import type { ListVersionsByFunctionRequest, ListVersionsByFunctionResponse } from "@aws-sdk/client-lambda";
import { sortable } from "../../protocol/page-of";
import type { RequestContext } from "../../protocol/service";
import { parseFunctionName } from "../functions/function-name";
import { configurationOf } from "../functions/function-output";
import { latest } from "../functions/function-store";
import type { LambdaContext } from "../lambda-context";
import { pageOf } from "../page";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html */
export function listVersionsByFunction(
  context: LambdaContext,
  input: ListVersionsByFunctionRequest,
  { region }: RequestContext,
): ListVersionsByFunctionResponse {
  const { name } = parseFunctionName(input.FunctionName ?? "");
  const record = context.functions.get(name, region);
  const versions = [record.latest, ...record.published];
  const { items, NextMarker } = pageOf(
    versions,
    ({ version }) => (version === latest ? sortable(0) : sortable(Number(version))),
    input,
  );
  const Versions = items.map((version) => configurationOf(context, record, version, "later", version.version));
  return NextMarker === undefined ? { Versions } : { Versions, NextMarker };
}

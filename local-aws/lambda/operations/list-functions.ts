import type { ListFunctionsRequest, ListFunctionsResponse } from "@aws-sdk/client-lambda";
import { sortable } from "../../protocol/page-of";
import { configurationOf } from "../functions/function-output";
import { latest } from "../functions/function-store";
import type { LambdaContext } from "../lambda-context";
import { pageOf } from "../page";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export function listFunctions(context: LambdaContext, input: ListFunctionsRequest): ListFunctionsResponse {
  const all = context.functions.all().flatMap((record) => {
    const versions = input.FunctionVersion === "ALL" ? [record.latest, ...record.published] : [record.latest];
    return versions.map((version) => ({ record, version }));
  });
  const key = ({ record, version }: (typeof all)[number]): string =>
    `${record.name} ${version.version === latest ? "" : sortable(Number(version.version))}`;
  const { items, NextMarker } = pageOf(all, key, input);
  const Functions = items.map(({ record, version }) =>
    configurationOf(context, record, version, "later", input.FunctionVersion === "ALL" ? version.version : undefined),
  );
  // lists do not tell how it stands
  const told = Functions.map(({ State: _, LastUpdateStatus: __, ...rest }) => rest);
  return NextMarker === undefined ? { Functions: told } : { Functions: told, NextMarker };
}

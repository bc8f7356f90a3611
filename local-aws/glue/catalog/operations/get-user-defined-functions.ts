import type {
  GetUserDefinedFunctionsRequest,
  GetUserDefinedFunctionsResponse,
  UserDefinedFunction,
} from "@aws-sdk/client-glue";
import { sortedBy } from "../../../protocol/page-of";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { namePattern } from "../name-pattern";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetUserDefinedFunctions.html */
export function getUserDefinedFunctions(
  { catalog }: GlueContext,
  input: GetUserDefinedFunctionsRequest,
): GetUserDefinedFunctionsResponse {
  const found = catalog.functions.list(input.DatabaseName, namePattern(input.Pattern));
  const key = ({ DatabaseName, FunctionName }: UserDefinedFunction) => `${DatabaseName}.${FunctionName}`;
  const { items, NextToken } = pageOf(sortedBy(found, key), key, input, 100);
  return { UserDefinedFunctions: items, NextToken };
}

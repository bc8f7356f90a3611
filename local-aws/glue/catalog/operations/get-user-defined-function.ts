import type { GetUserDefinedFunctionRequest, GetUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetUserDefinedFunction.html */
export function getUserDefinedFunction(
  { catalog }: GlueContext,
  input: GetUserDefinedFunctionRequest,
): GetUserDefinedFunctionResponse {
  return {
    UserDefinedFunction: catalog.functions.get(
      checkName("databaseName", input.DatabaseName),
      checkName("functionName", input.FunctionName),
    ),
  };
}

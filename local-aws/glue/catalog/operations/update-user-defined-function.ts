import type { UpdateUserDefinedFunctionRequest, UpdateUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateUserDefinedFunction.html */
export function updateUserDefinedFunction(
  { catalog }: GlueContext,
  input: UpdateUserDefinedFunctionRequest,
): UpdateUserDefinedFunctionResponse {
  catalog.functions.update(
    checkName("databaseName", input.DatabaseName),
    checkName("functionName", input.FunctionName),
    required("functionInput", input.FunctionInput),
  );
  return {};
}

import type { DeleteUserDefinedFunctionRequest, DeleteUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteUserDefinedFunction.html */
export function deleteUserDefinedFunction(
  { catalog }: GlueContext,
  input: DeleteUserDefinedFunctionRequest,
): DeleteUserDefinedFunctionResponse {
  catalog.functions.delete(
    checkName("databaseName", input.DatabaseName),
    checkName("functionName", input.FunctionName),
  );
  return {};
}

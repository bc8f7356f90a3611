import type { UpdateUserDefinedFunctionRequest, UpdateUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateUserDefinedFunction.html */
export function updateUserDefinedFunction(
  { catalog }: GlueContext,
  input: Checked<UpdateUserDefinedFunctionRequest>,
): UpdateUserDefinedFunctionResponse {
  catalog.functions.update(
    checkName("databaseName", input.DatabaseName),
    checkName("functionName", input.FunctionName),
    input.FunctionInput,
  );
  return {};
}

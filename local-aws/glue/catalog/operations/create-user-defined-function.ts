import type { CreateUserDefinedFunctionRequest, CreateUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateUserDefinedFunction.html */
export function createUserDefinedFunction(
  { catalog }: GlueContext,
  input: Checked<CreateUserDefinedFunctionRequest>,
): CreateUserDefinedFunctionResponse {
  catalog.functions.create(checkName("databaseName", input.DatabaseName), input.FunctionInput);
  return {};
}

import type { CreateUserDefinedFunctionRequest, CreateUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateUserDefinedFunction.html */
export function createUserDefinedFunction(
  { catalog }: GlueContext,
  input: CreateUserDefinedFunctionRequest,
): CreateUserDefinedFunctionResponse {
  catalog.functions.create(
    checkName("databaseName", input.DatabaseName),
    required("functionInput", input.FunctionInput),
  );
  return {};
}

import type { UpdateUserDefinedFunctionRequest, UpdateUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateUserDefinedFunction.html */
export const updateUserDefinedFunction =
  (catalog: Catalog): Operation<UpdateUserDefinedFunctionRequest, UpdateUserDefinedFunctionResponse> =>
  (input) => {
    catalog.functions.update(
      checkName("databaseName", input.DatabaseName),
      checkName("functionName", input.FunctionName),
      required("functionInput", input.FunctionInput),
    );
    return {};
  };

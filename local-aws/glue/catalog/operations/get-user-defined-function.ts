import type { GetUserDefinedFunctionRequest, GetUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetUserDefinedFunction.html */
export const getUserDefinedFunction =
  (catalog: Catalog): Operation<GetUserDefinedFunctionRequest, GetUserDefinedFunctionResponse> =>
  (input) => {
    return {
      UserDefinedFunction: catalog.functions.get(
        checkName("databaseName", input.DatabaseName),
        checkName("functionName", input.FunctionName),
      ),
    };
  };

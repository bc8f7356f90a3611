import type { DeleteUserDefinedFunctionRequest, DeleteUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteUserDefinedFunction.html */
export const deleteUserDefinedFunction =
  (catalog: Catalog): Operation<DeleteUserDefinedFunctionRequest, DeleteUserDefinedFunctionResponse> =>
  (input) => {
    catalog.functions.delete(
      checkName("databaseName", input.DatabaseName),
      checkName("functionName", input.FunctionName),
    );
    return {};
  };

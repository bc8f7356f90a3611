import type { CreateUserDefinedFunctionRequest, CreateUserDefinedFunctionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateUserDefinedFunction.html */
export const createUserDefinedFunction =
  (catalog: Catalog): Operation<CreateUserDefinedFunctionRequest, CreateUserDefinedFunctionResponse> =>
  (input) => {
    catalog.functions.create(
      checkName("databaseName", input.DatabaseName),
      required("functionInput", input.FunctionInput),
    );
    return {};
  };

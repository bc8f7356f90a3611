import type { UpdateDatabaseRequest, UpdateDatabaseResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateDatabase.html */
export const updateDatabase =
  (catalog: Catalog): Operation<UpdateDatabaseRequest, UpdateDatabaseResponse> =>
  (input) => {
    catalog.updateDatabase(checkName("name", input.Name), required("databaseInput", input.DatabaseInput));
    return {};
  };

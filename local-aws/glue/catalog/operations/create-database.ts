import type { CreateDatabaseRequest, CreateDatabaseResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import type { Catalog } from "../catalog";
import { required } from "../errors";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDatabase.html */
export const createDatabase =
  (catalog: Catalog): Operation<CreateDatabaseRequest, CreateDatabaseResponse> =>
  (input) => {
    catalog.createDatabase(required("databaseInput", input.DatabaseInput));
    return {};
  };

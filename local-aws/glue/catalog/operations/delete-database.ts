import type { DeleteDatabaseRequest, DeleteDatabaseResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import type { Catalog } from "../catalog";
import { checkName } from "../errors";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteDatabase.html */
export const deleteDatabase =
  (catalog: Catalog): Operation<DeleteDatabaseRequest, DeleteDatabaseResponse> =>
  (input) => {
    catalog.deleteDatabase(checkName("name", input.Name));
    return {};
  };
